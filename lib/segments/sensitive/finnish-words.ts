import type { WordList } from "./word-list.ts";

/**
 * Finnish, by stems in both grades of the consonants (velka, velan; sairaus, sairauden). Sources, besides those
 * of english-words.ts: GDPR art. 9 in Finnish; for debts Takuusäätiö (takuusaatio.fi, Sanasto); for sexuality
 * and gender THL (thl.fi, Pieni sateenkaarisanasto) and Helsinki Pride (pride.fi, Sateenkaarisanasto), all read
 * 2026-11-22; of the parties in parliament those whose names are no everyday words.
 *
 * Left out on purpose, besides what english-words.ts says: syövän alone (also "of an eater"), velat (Swedish: has
 * wanted to), vaalit (vaaleissa: in pale ones), keskusta, vihreät, uskolliset, ammattilaiset, luottamus, rotu.
 */
export const finnishWords: WordList = {
  topics: {
    health: `
      terveyttä koskev*, terveydentila*, terveystieto*, terveystiedo*, terveysongelm*, terveyshait*,
      terveyshistor*, *sairau*, sairast*, sairasloma*, pitkäaikaissair*, sydänsair*, muistisair*, *sairaat,
      sairaita, sairaiden, sairaille, *potilas*, *potilaa*, *potilai*, diagnoosi*, oireet, oirei*,
      *oireyhtym*, *tauti, *tautia, *tautiin, *tautien, *tauteja, *taudit, *taudin, *tautinen, *tautiset,
      *tautisi*, *tautist*, *sokeritau*, *verisuonitau*, *diabee*, *syöpä*, *rintasyöv*, *rauhassyöv*,
      keuhkosyöv*, ihosyöv*, suolistosyöv*, syövän hoi*, syövän sairast*, syöpiä, kasvaim*, keuhkoahtaum*,
      nivelrik*, niveltuleh*, nivelreuma*, reuma*, luukato*, luukado*, ekseem*, ihottum*, atoop*, migreen*,
      dementia*, dementoi*, dementik*, autisti*, kaksisuuntainen mieliala*, mielialahäiri*, skitsofren*,
      skitsofree*, psykoosi*, psykoot*, psykiatri*, psyykki*, mielenterv*, masennu*, masentun*, ahdistu*,
      paniikkihäiri*, paniikkikoht*, työuupum*, uupumu*, syömishäiri*, anoreks*, anorekt*, unettomuu*,
      uniapne*, itsemurh*, itsetuho*, päihde*, päihtei*, alkoholist*, narkoman*, narkomaan*, peliriippu*,
      alkoholiriippu*, huumeriippu*, lääkeriippu*, peliongelm*, huume, huumei*, huumeet, ylipain*,
      lihavuu*, painoindeks*, verenpain*, verensoker*, kolestero*, sydäninfark*, infarkt*, sydänkohtau*,
      sydänvika*, sydänvai*, sepelvaltim*, aivohalv*, kilpirauhas*, keliaki*, keliaaki*, vaihdevuo*,
      inkontinen*, virtsankark*, erektio*, lapsettomuu*, hedelmättömyy*, hedelmöityshoi*, raskaus*,
      raskaud*, raskauks*, raskaut*, raskaana, odottava äi*, odottavat äi*, odottaville äi*, keskenmeno*,
      abortti*, abortin, abortit, ehkäisypill*, ehkäisyväli*, ehkäisyvalm*, hivposit*, hepatiit*,
      klamydia*, tuberkuloos*, influenss*, rokote*, rokott*, rokotu*, *vammaisi*, *vammainen, *vammaise*,
      *vammaiset, *vammaist*, liikuntarajoit*, liikuntaest*, toimintarajoit*, näkörajoit*, kuulorajoit*,
      kuurot, kuuroj*, kuurosok*, sokeat, sokeiden, pyörätuoli*, kuulokoje*, kuulolait*, rollaattor*,
      invalidi*, halvaantun*, *lääke*, *lääkke*, *lääkit*, *apteek*, selkäkip*, nivelkip*, niskakip*,
      polvikip*, kipupot*, päänsär*, krooni*, antibioot*, solunsalpa*, sädehoi*, kemoterap*, insulii*,
      peräpukam*, suonikohj*, heinänuha*, kauneuskirurg*, plastiikkakirurg*, kauneusleikk*, dialyysi*,
      työkyvyttöm*, geenitest*, dna testi*, perimätiet*, geneettinen*, geneettis*, lukihäiri*, kihti,
      kihdin, kihtipot*`,
    money: `
      velka*, velkoj*, velkoi*, velan, velois*, velalli*, *velalli*, *velkaantu*, *velkaannu*, velkaisi*,
      ylivelkaisi*, maksuhäiri*, maksuvaik*, maksukyvyt*, maksukyvyn*, huonot maksajat, luottohäiri*,
      luottotiet*, luottotied*, luottokelpo*, luottoluok*, luottopiste*, ulosotto*, ulosoto*, perintä,
      perintään, perinnässä, perintätoim*, perintäyht*, perintäasia*, konkurssi*, vararik*, pikavip*,
      pikalain*, pikaluot*, vähävarai*, pienituloi*, vähätuloi*, matalatuloi*, suurituloi*, hyvätuloi*,
      keskituloi*, tulotaso*, tuloluok*, tuloryhm*, tulot, *bruttotulo*, nettotulot, nettotuloj*,
      vuositulot, vuosituloj*, kuukausitulo*, ansiotulo*, pääomatulo*, varakas, varakka*, työtön,
      *työttöm*, toimeentulotu*, toimeentulovai*, sosiaaliavu*, sosiaaliapu*, sosiaalitu*, köyhyy*, köyhä,
      köyhät, köyhien, köyhille, talousvaikeu*, taloudelliset vaikeu*, taloudellisissa vaikeu*,
      rahavaikeu*, rahahuoli*, rahahuolet, asunnottom*, kodittom*, koditon, häätö, häädön, häädet*,
      lomautet*`,
    ethnicity: `
      etninen, etnise*, etnisi*, etnisty*, etnisyy*, monietni*, rodulli*, maahanmuut*, pakolai*,
      turvapaik*, ulkomaalaistaust*, *vähemmistö*, saamelai*, alkuperäiskans*, romanin, romanit, romaneja,
      romanien, romaneille, romaniväest*, romaninai*, romanitaust*, mustalaine*, mustalais*, somalialai*,
      somalit, somalei*, somaleja, somalien, kurdi, kurdit, kurdei*, kurdeja, kurdien, kurdilai*, arabit,
      arabeja, tummaihoi*, inkeriläi*, kantaväest*, kansallinen alkuper*`,
    religion: `
      uskonto*, uskonno*, uskovai*, vakaumu*, kristity*, kristitty*, kristilli*, kristinusk*, katoli*,
      luterilai*, ortodoks*, helluntailai*, herätysliik*, vapaakirk*, lestadio*, körttiläis*, körttiläinen,
      mormoni*, jehova*, islamin, islamil*, islamis*, islaminusk*, moskeija*, koosher*, juutalai*,
      buddhal*, hindut, hinduj*, hindula*, ateisti*, ateismi*, seurakuntal*, seurakunnan jäsen*,
      kirkon jäsen*, kirkkoon kuulu*, kirkollisver*, kirkossakäv*, raamattu*, raamatu*, rukous*, rukouks*,
      jumalanpalv*, koraani*`,
    politics: `
      politii*, poliitti*, poliitik*, puolue*, *puoluekan*, *puoluejäs*, vasemmisto*, oikeisto*,
      äärioikei*, äärivasem*, sosialidemokr*, sosiaalidemokr*, demarit, demareit*, demareid*, perussuomal*,
      persut, kokoomuslai*, keskustalai*, sosialis*, kommunis*, fasisti*, natsi, natsit, nationalist*,
      äänestäj*, äänestyskäyt*, eduskuntavaal*, kuntavaal*, aluevaal*, presidentinvaal*, eurovaal*,
      europarlamenttivaal*, vaaliehdok*, vaalikampan*, vaalikäytt*`,
    sexuality: `
      *seksuaal*, seksielämä*, seksilelu*, seksiväli*, seksikaup*, homo, homot, homoj*, homoille,
      homopari*, homomies*, homomieh*, lesbo, lesbot, lesboj*, lesbol*, lesbopari*, transsuku*, transihm*,
      transnai*, transmie*, sukupuolivähem*, muunsukup*, intersukup*, sukupuoli identit*, hlbt*, lhbt*,
      sateenkaariperh*, sateenkaarinuor*, sateenkaariväk*, sateenkaari ihm*, samaa sukupuolta*, eroottis*,
      eroottin*, erotiik*, aikuisviih*, kondom*, fetiss*`,
    union: `
      ammattiliit*, ammattiyhdisty*, ammattiosasto*, ammattijärjest*, työntekijäliit*, liiton jäsen*,
      ay jäsen*, ay liik*, ay akti*, luottamusmies*, luottamusmieh*, *luottamusmie*, akavala*, sttk`,
  },
  harmless: `
    *syöpäläi*, lepotil*, *lämpötil*, kasvitau*, eläintau*, *ihottumaloi*, *laaker*, laakea, laakeaa,
    laakean, laakeat, laakeal*, laakeas*, laakei*, laakej*, laakeu*, puulaaki*, *yöpai*, eksempl*,
    kasvisairau*, *laikkutau*, eläinsair*, eläinpotil*, hevossair*, *plaakk*, *suklaa*, eläinlääk*,
    punkkilääk*, matolääk*, loislääk*, kirppulääk*, *lääketie*, lääketeoll*, lääketehta*, lääkekaap*,
    lääkepall*, allergiaystäv*, allergiatest*, allergiatunnus*, konkurssipes*, konkurssimyy*,
    köyhät ritarit, köyhiä ritareita, köyhä ritari, puolueeto*, puolueetto*, vähemmistöosak*,
    geneettisesti muun*, poliittinen kartta*, poliittiset kartat, saamelaiskäsi*, saamelaiskoru*`,
  inCompany: [
    {
      words: `
        ylipain*, ahdistu*, rokote*, rokott*, rokotu*, dna testi*, geenitest*, kodittom*, koditon, somalit,
        arabit, arabeja`,
      company:
        "kissa*, kissoj*, kissoi*, koir*, lemmik*, hevo*, eläim*, eläin*, pentu*, pennu*, rotu*",
    },
    { words: "ylipain*", company: "matkatavar*, matkalauk*, laukku*, laukut, paket*, lähety*" },
    { words: "saamelai*", company: "käsity*, muotoil*, koru*, veits*, puuk*, puko*, duodji" },
    { words: "etni*", company: "ruoka*, ruoat, ruuat, keittiö*, maustee*, kuosi*" },
  ],
};
