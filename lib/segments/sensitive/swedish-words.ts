import type { WordList } from "./word-list.ts";

/**
 * Swedish, of Sweden and of Finland. Sources, besides those of english-words.ts: GDPR art. 9 in Swedish; for
 * debts Kronofogden (kronofogden.se, Ordlista); for sexuality and gender RFSL (orebro.rfsl.se, Fakta och begrepp)
 * and Mediespråk (mediespråk.fi), all read 2026-11-22; of the parties in the two parliaments those whose names are
 * no everyday words.
 *
 * Left out on purpose, besides what english-words.ts says: kol (coal), recept (recipe), parti (lot), fack and
 * fackhandel, trogna, kristen (a name), same, rom, ras, bög (as a column's name it is a bog), utmätning (utmatning).
 */
export const swedishWords: WordList = {
  topics: {
    health: `
      uppgifter om hälsa, hälsotillstånd*, hälsodata, hälsouppgift*, hälsoproblem*, hälsobesvär*,
      hälsostatus*, ohälsa*, *sjukdom*, sjuk, sjuka, *hjärtsjuk*, lungsjuk*, sjukskriv*, sjukfrånvar*,
      sjukpension*, sjukersätt*, långtidssjuk*, diagnos, diagnosen, diagnoser, diagnostiserad*,
      *patienter*, *patient, symtom*, *syndrom*, *cancern, *cancersjuk*, ledgång*, artros*, artrit*,
      reuma*, *reumati*, benskörhet*, eksem*, handeksem*, hudeksem*, migrän, migränen, migränan*,
      migränmed*, dement, dementa, demens*, multipel skleros*, schizofren*, psykos, psykoser, psykotisk*,
      psykisk*, deprimera*, depressiv*, depression*, ångest*, panikångest*, panikattack*, utbränd*,
      utmattningsdep*, utmattningssyn*, ätstörning*, sömnlös*, sömnproblem*, sömnapn*, självmord*,
      självskad*, *missbruk*, alkoholberoende*, spelberoende*, drogberoende*, narkotikaberoende*,
      läkemedelsberoende*, fetma, fetman, fetmaoper*, övervikt*, *blodtryck*, blodsocker*, kolesterol*,
      *hjärtinfarkt*, hjärtattack*, hjärtproblem*, hjärtfel*, hjärtsvikt*, hjärt kärl*, sköldkörtel*,
      celiaki*, klimakteri*, övergångsbesvär*, impotens*, erektions*, potensproblem*, ofrivilligt barnlös*,
      barnlöshet*, *gravid*, väntande mamm*, väntande mödrar, blivande mamm*, blivande mödrar,
      blivande föräldr*, missfall*, aborter, aborten, preventivmedel*, p piller*, hivposit*, hepatit*,
      klamydia*, syfilis*, tuberkulos*, influensa*, funktionsnedsätt*, funktionshind*, funktionsvari*,
      rörelsehind*, synskad*, synnedsätt*, hörselskad*, hörselnedsätt*, döva, dövhet*, rullstol*,
      hörapparat*, handikapp*, förlamad*, förlamning*, rollator*, invaliditet*, *läkemedel*, *medicin,
      *mediciner, medicinen, medicinering*, receptbelag*, receptfri*, *apotek*, värktablett*,
      smärtstillande*, ryggsmärt*, ledsmärt*, ryggont, ryggvärk*, ledvärk*, huvudvärk*, kronisk*,
      antibiotika*, cellgift*, cytostatik*, strålbehandl*, tumör*, hemorrojd*, åderbråck*, hösnuva*,
      plastikkirurg*, skönhetsoper*, dialys*, palliativ*, arvsmassa*, gentest*, genetisk*`,
    money: `
      skuld, skulden, skulder, skulderna, *skuldsatt*, *skuldsätt*, skuldsaner*, överskuld*, studieskuld*,
      gäldenär*, betalningsanmärk*, betalningssvår*, betalningsproblem*, betalningsoförm*, dåliga betalare,
      sena betalare, inkasso*, kronofog*, vräkt*, vräkning*, kreditupplys*, kreditvärd*, kreditbetyg*,
      kreditscor*, konkurs*, *inkomst*, fattig, fattiga, fattigdom*, snabblån, snabblåne*, sms lån*,
      *arbetslös*, försörjningsstöd*, socialbidrag*, bidragstagar*, ekonomiskt utsatt*,
      ekonomiska svårighet*, ekonomiska problem*, hemlös*, förmögenhet*, förmögna`,
    ethnicity: `
      etnicitet*, etnisk*, rasifiera*, rastillhör*, folkgrupp*, invandrar*, invandring*, flykting*,
      asylsök*, utländsk bakgrund, utrikesfödd*, utlandsfödd*, *minoritet*, samer, samerna, samisk*,
      urfolk*, ursprungsbefolk*, romer, romerna, kurder, kurdisk*, somalier*, somalisk*, araber, araberna,
      mörkhyad*, afrosvensk*, tornedaling*, nationellt ursprung*`,
    religion: `
      religiös*, trosuppfattning*, trossamfund*, troende, livsåskådning*, kristna, kristendom*, katolik*,
      katolsk*, luthersk*, ortodox*, frikyrk*, kyrkomedlem*, kyrkobesök*, pingstvän*, pingstkyrk*,
      islamisk*, moské*, koscher*, judar, judarna, judisk*, judendom*, hinduer*, hinduis*, sikher*,
      ateist*, ateism*, jehovas*, mormon, mormoner*, bibel, bibeln, biblar*, bibelläs*, koranen,
      gudstjänst*, församlingsmedlem*`,
    politics: `
      politik*, politisk*, partipolit*, väljare, väljarna, väljargrupp*, riksdagsval*, kommunalval*,
      kommunval*, regionval*, presidentval*, europaparlamentsval*, valrörelse*, valkampanj*, partimedlem*,
      partisympati*, partitillhör*, vänsterpart*, vänsterväljar*, högerväljar*, vänsterextrem*,
      högerextrem*, högerpopul*, socialdemokrat*, moderaterna, sverigedemokrat*, sannfinländ*, centerpart*,
      kristdemokrat*, liberalerna, miljöpart*, folkpart*, svenska folkpart*, kommunist*, nazist*`,
    sexuality: `
      *sexuell*, *sexualit*, sexualliv*, sexliv*, sexleksak*, vuxenleksak*, hbt, hbtq*, lesbisk*, bögar,
      bögarna, transperson*, transkönad*, ickebinär*, icke binär*, könskorriger*, könsidentitet*,
      könsbyte*, regnbågsfamilj*, samkönad*, erotik*, erotisk*, porr, porrfilm*, kondom*, fetisch*`,
    union: `
      fackförening*, fackförbund*, facklig*, fackmedlem*, fackanslut*, med i facket, medlem i facket,
      medlemmar i facket, vårdförbund*, lärarförbund*`,
  },
  harmless: `
    allergivänlig*, allergitest*, allergisäker*, allergifri*, veterinärmedicin*, apotekarskåp*,
    apotekarflask*, apotekarglas*, apotekarburk*, konkurslager*, konkursbo*, konkursrea*,
    konkursutförsälj*, fattiga riddare, etniska köket, etnisk mat, eksemtäck*, genetiskt modif*,
    politisk karta, politiska kartor`,
  inCompany: [
    {
      words: `
        övervikt*, fetma*, ångest*, gentest*, hemlös*, somalier*, araber, araberna`,
      company: `
        katt, katten, katter*, kattung*, hund, hunden, hundar*, hundmat*, hundfoder*, valp*, husdjur*,
        djur*, häst*`,
    },
    { words: "övervikt*", company: "bagage*, resväsk*, väska, väskor, paket*" },
    { words: "samisk*", company: "hantverk*, slöjd*, design*, smycke*, kniv*, duodji" },
    { words: "handikapp*", company: "golf*" },
  ],
};
