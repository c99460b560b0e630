import type { Language } from "../../../../lib/segments/language.ts";
import type { SensitiveTopic } from "../../../../lib/segments/sensitive/sensitive-topics.ts";

/** Names, values, columns and categories that suggest each topic, in several inflections. */
export const sensitiveTexts: Readonly<Record<SensitiveTopic, Readonly<Record<Language, string>>>> =
  {
    health: {
      en: `
      Diabetics | type2diabetes | has_diabetes | Arthritis relief buyers | Cancer survivors | breast cancer |
      depression | Depressed customers | anxiety | mental health | Chronic illness | chronic_pain | health_status |
      healthCondition | medical history | Allergy sufferers | allergies | asthma | ADHD adults | autism families |
      Pregnant women | pregnancy/vitamins | Expecting mothers | infertility | IVF | menopause | incontinence |
      Obese | overweight adults | high blood pressure | bloodPressure | cholesterol | heart disease | HIV |
      hearing aids | wheelchair users | people with disabilities | visually impaired | dementia | Alzheimer's |
      prescriptions | medication | medicines | pharmacy | pharmacy/painkillers | insulin pumps | surgery patients |
      eating disorders | alcoholics | drug addicts | insomnia | migraine | eczema | psoriasis | lactose intolerance |
      Cat allergies | birth control | genetic test results | vaccinated | long covid | celiac | Parkinson's`,
      fi: `
      diabeetikot | Diabeetikoille | Diabetesta sairastavat | Sairaudet | sairauden mukaan | sydänsairauksia |
      Syöpäpotilaat | syöpä | Rintasyövän sairastaneet | eturauhassyöpää | Masennus | masentuneet | Ahdistuneet |
      mielenterveys | Mielenterveyskuntoutujat | Allergikot | siitepölyallergia | kissa-allergiset | Astmaatikot |
      Raskaana olevat | raskaus | raskauden aikana | Odottavat äidit | Lapsettomuushoidot | vaihdevuodet |
      Ylipainoiset | ylipaino | lihavuus | Verenpaine | verenpainemittarit | kolesteroli | Sydäninfarktin kokeneet |
      verisuonitaudit | sukupuolitaudit | reumaatikot | nivelrikko | Migreeni | epilepsia | keliaakikot | keliakia |
      vammaiset | Näkövammaiset | kehitysvammaisten | liikuntarajoitteiset | pyörätuolit | kuulokojeet |
      lääkkeet | Reseptilääkkeet | lääkitys | itsehoitolääke | apteekki | Apteekkiasiakkaat | särkylääkkeet |
      terveydentila | terveystiedot | sairauslomalla | työkyvyttömyyseläke | alkoholistit | päihdeongelma |
      syömishäiriöt | unettomuus | muistisairaus | dementia | atoopikot | ihottuma | virtsankarkailu | diagnoosi |
      ehkäisypillerit | rokotetut | geenitesti | krooninen kipu | selkäkipu | HIV-positiiviset`,
      sv: `
      sjukdom | Hjärtsjukdomar | Folksjukdomarna | Diabetiker | diabetespatienter | bröstcancer | Cancersjuka |
      cancerpatienter | Deprimerade | ångest | psykisk ohälsa | Allergiker | pollenallergi | astmatiker | Gravida |
      gravid | graviditet | Blivande föräldrar | ofrivilligt barnlösa | klimakteriet | övervikt | Överviktiga |
      fetma | högt blodtryck | kolesterol | hjärtinfarkt | artros | reumatiker | migrän | epilepsi | celiaki |
      laktosintolerans | funktionsnedsättning | rörelsehindrade | Synskadade | rullstol | hörapparater | medicin |
      läkemedel | Receptbelagda läkemedel | apotek | apoteksvaror | smärtstillande | sjukskrivna | hälsotillstånd |
      hälsodata | alkoholmissbruk | spelberoende | ätstörningar | sömnlöshet | demens | eksem | inkontinens |
      diagnoser | p-piller | preventivmedel | influensavaccin | kronisk värk | ryggont | utbrända | hivpositiva`,
    },
    money: {
      en: `
      Debt | in debt | debtors | over-indebted | Bankrupt | bankruptcy | insolvent | Credit score below 500 |
      creditScore | creditscore | credit_rating | bad credit | payment default | late payers | debt collection |
      Low income | low-income | High income households | household_income | income | net worth | Wealthy | poverty |
      Unemployed | on welfare | payday loans | Financial difficulties | money troubles | evicted | homeless people`,
      fi: `
      Ylivelkaantuneet | velkaantuneille | velalliset | asuntovelalliset | velkajärjestely | Veloissa olevat |
      Maksuhäiriö | maksuhäiriöt | maksuhairio | maksuhäiriömerkinnät | maksuvaikeuksissa | maksukyvyttömät |
      Luottotiedot menettäneet | luottotietonsa menettäneet | luottoluokka | ulosotto | ulosotossa | perintä |
      perintätoimisto | konkurssi | Konkurssin tehneet | Pienituloiset | pienituloisille | suurituloiset | tulotaso |
      tulot | vähävaraiset | varakkaat | köyhyys | työttömät | Pitkäaikaistyöttömät | toimeentulotuki | pikavipit |
      rahavaikeudet | talousvaikeudet | asunnottomat`,
      sv: `
      skulder | Skuldsatta | Överskuldsatt | överskuldsatta | skuldsanering | gäldenärer | betalningsanmärkning |
      Betalningsanmärkningar | betalningssvårigheter | inkasso | Kronofogden | kronofogdeärenden | kreditvärdighet |
      konkurs | låginkomsttagare | Höginkomsttagare | inkomst | årsinkomst | hushållsinkomst | fattiga | fattigdom |
      Arbetslösa | långtidsarbetslösa | socialbidrag | försörjningsstöd | snabblån | sms-lån | hemlösa | förmögna |
      betalningsanmarkning | overskuldsatt`,
    },
    ethnicity: {
      en: `
      ethnicity | ethnic origin | ethnic_background | Race and ethnicity | race_ethnicity | racial | immigrants |
      Immigration status | refugees | asylum seekers | Minorities | ethnic minority | indigenous people | Kurds |
      Sámi customers | Sami people | Roma people | African Americans | Hispanic | people of colour | Somali families`,
      fi: `
      etninen tausta | Etninen alkuperä | etnisyys | etnisen taustan | Maahanmuuttajat | maahanmuuttajataustaiset |
      pakolaiset | Turvapaikanhakijat | ulkomaalaistaustaiset | vähemmistöt | saamelaiset | Saamelaisille | romanit |
      romanien | somalit | Somalialaiset | kurdit | tummaihoiset | inkeriläiset`,
      sv: `
      etnicitet | etniskt ursprung | etnisk bakgrund | Invandrare | invandrargrupper | flyktingar | asylsökande |
      utländsk bakgrund | utrikesfödda | minoriteter | samer | Samiska kunder | romer | Kurder | somalier |
      urfolk | rasifierade | asylsokande`,
    },
    religion: {
      en: `
      religion | Religious books | religious_affiliation | Catholics | Catholic | Christians | church members |
      churchgoers | Muslims | Muslim families | Islamic | halal | Ramadan campaign | hijabs | Jewish | Jews |
      Kosher food | Buddhists | Hindus | Sikh | atheists | Jehovah's Witnesses | Mormons | Orthodox | prayer beads`,
      fi: `
      uskonto | Uskonnot | uskonnollinen vakaumus | Uskovaiset | kristityt | kristilliset kirjat | Katolilaiset |
      luterilaiset | ortodoksit | Helluntailaiset | Lestadiolaiset | seurakuntalaiset | kirkkoon kuuluvat |
      kirkon jäsenet | muslimit | muslimeille | Islamin | islamilaiset | moskeija | juutalaiset | juutalaisille |
      buddhalaiset | hindut | ateistit | Raamatut | rukousnauhat | vakaumus`,
      sv: `
      religion | Religiösa | trosuppfattning | troende | Kristna | kristendom | katoliker | katolska | ortodoxa |
      frikyrkliga | kyrkomedlemmar | muslimer | islam | islamisk | moské | judar | judiska helger | buddhister |
      hinduer | ateister | biblar | Jehovas vittnen | livsåskådning`,
    },
    politics: {
      en: `
      Politics | political | political_views | Politically active | voters | Left-wing | right wing | Socialists |
      Social democrats | Republicans | Democrats | conservatives | Liberals | election donors | party affiliation |
      Green party voters | Nationalists | far-right | communist`,
      fi: `
      politiikka | Poliittinen mielipide | poliittisesti aktiiviset | Puolue | puoluekanta | puolueen jäsenet |
      Äänestäjät | äänestyskäyttäytyminen | vasemmisto | Vasemmistolaiset | oikeistolaiset | vasemmistoliitto |
      Sosialidemokraatit | demarit | Perussuomalaiset | kokoomuslaiset | keskustalaiset | eduskuntavaalit |
      kuntavaaliehdokkaat | kommunistit | vihreiden äänestäjät`,
      sv: `
      politik | Politisk åsikt | politiska åsikter | politiskt aktiva | väljare | Vänsterpartiet | vänsterväljare |
      högerextrema | Socialdemokrater | Moderaterna | Sverigedemokrater | kristdemokrater | Liberalerna |
      Miljöpartister | Sannfinländarna | partimedlemmar | riksdagsvalet | kommunister`,
    },
    sexuality: {
      en: `
      Gay | gay men | lesbians | LGBT | LGBTQ+ | bisexual | homosexuality | sexual orientation | sexual_orientation |
      Queer | Transgender | trans people | non-binary | gender identity | same-sex couples | sex life | sex toys |
      erotic books | Condoms | fetish | gay pride`,
      fi: `
      homot | Homoparit | homoseksuaalit | lesbot | biseksuaalit | seksuaalinen suuntautuminen |
      seksuaalivähemmistöt | Hlbtq | HLBTIQ+ | transsukupuoliset | muunsukupuoliset | sateenkaariperheet |
      sukupuoli-identiteetti | seksielämä | Seksilelut | seksivälineet | erotiikka | eroottiset kirjat | kondomit`,
      sv: `
      homosexuella | Bisexuella | sexuell läggning | sexualitet | sexualliv | Hbtq | HBTQI | lesbiska | bögar |
      transpersoner | könsidentitet | ickebinära | icke-binär | regnbågsfamiljer | samkönade par | sexleksaker |
      erotik | erotiska noveller | kondomer`,
    },
    union: {
      en: `
      trade union | Trade unions | trade_union_member | tradeUnion | union_member | Union members | labour union |
      labor-union | unionised workers | union dues | shop stewards | teachers' unions`,
      fi: `
      ammattiliitto | Ammattiliiton jäsenet | ammattiliittojen | ammattiliittoon kuuluvat | ammattiyhdistys |
      ammattiyhdistysaktiivit | ammattiosasto | liiton jäsenet | ay-jäsenet | AY-aktiivit | luottamusmiehet |
      pääluottamusmies`,
      sv: `
      fackförening | Fackföreningar | medlemskap i fackförening | fackförbund | Fackligt anslutna | facklig |
      fackmedlemmar | med i facket | fackforening | fackansluten`,
    },
  };
