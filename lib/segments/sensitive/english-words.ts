import type { WordList } from "./word-list.ts";

/**
 * English, and what international words share with Finnish and Swedish. Sources, besides those of
 * sensitive-topics.ts: recital 35 of the GDPR for what health is (illness, disability, risk, medical history,
 * treatment, genetic tests); the common illnesses as Finland's THL counts them (diabetes, asthma and allergy,
 * heart and vessels, lungs, cancer, memory, joints and muscles, mind: apu.fi, Kansantaudit muuttuvat, read
 * 2026-11-22); what Google names as negative financial status (bankruptcy, homelessness, unemployment).
 *
 * Left out on purpose, since shops say it of goods or it is no special category: health, wellness, health food,
 * weight loss, acne, vegan, gluten-free, lactose-free, maternity; credit card, instalment, unpaid invoice;
 * christening, confirmation, Christmas; pride; sex (a column; six in Swedish), sexy; party, left and right;
 * a bare union; race; nationality, language.
 */
export const englishWords: WordList = {
  topics: {
    health: `
      concerning health, health status*, health state*, health data, health condition*, health problem*,
      health issue*, health record*, health histor*, medical condition*, medical histor*, medical record*,
      medical data, mental health*, mental illness*, mental disorder*, diagnosis, diagnoses, diagnosed,
      patient, patients, illness*, disease*, syndrome*, symptom*, chronic, chronically, sick leave,
      terminally ill, *diabet*, cancer*, *cancer, *cancers, tumor*, tumour*, leukemi*, leukaemi*,
      lymphoma*, chemotherap*, oncolog*, asthma*, astma*, allergiaastma*, *allergi*, allergy, allergies,
      copd, arthrit*, arthros*, osteoarth*, osteopor*, rheumat*, fibromyalg*, psorias*, psoriat*, eczema*,
      dermatitis, migraine*, epilep*, alzheimer*, dementia, parkinson*, multiple scleros*, adhd, autism*,
      autistic*, asperger*, bipolar*, schizophren*, psychosis, psychotic*, psychiatr*, depression,
      depressed, depressive, anxiety*, panic attack*, panic disorder*, ptsd, burnout, eating disorder*,
      sleep disorder*, anorex*, bulimi*, insomnia*, sleep apn*, self harm*, suicid*, drug addict*,
      alcohol addict*, gambling addict*, substance abus*, drug abus*, alcoholism*, alcoholics, obese,
      obesity, overweight*, bmi, blood pressure*, blood sugar*, blood glucose*, hypertension*,
      hypertensive*, cholesterol*, heart disease*, heart attack*, heart failure*, heart condition*,
      heart patient*, cardiac, cardiovascular*, stroke patient*, stroke survivor*, thyroid*, celiac*,
      coeliac*, *intoleran*, ibs, crohn*, colitis, endometrio*, pcos, menopaus*, perimenopaus*,
      incontinen*, impoten*, erectile, infertil*, fertility, ivf, pregnan*, expectant mother*,
      expectant parent*, expecting mother*, expecting parent*, expecting a baby, mums to be, moms to be,
      mothers to be, miscarriage*, abortion*, contracepti*, birth control, hiv, hepatitis, herpes,
      chlamydia*, gonorrh*, syphilis, sexually transmitted*, tuberculosis, influenza*, long covid,
      *vaccin*, disability, disabilities, disabled people, disabled person*, disabled customer*,
      disabled child*, wheelchair*, hearing aid*, hearing loss, hearing impair*, visual impair*,
      visually impair*, vision impair*, deaf, deafness, deafblind, paralysis, paralyzed, paralysed,
      paraplegi*, amputee*, prosthes*, dyslexi*, down syndrome, cerebral pals*, cystic fibros*,
      medication*, medicine, medicines, prescription*, pharmacy, pharmacies, drugs, antidepress*,
      antibiotic*, painkiller*, pain relief*, opioid*, insulin*, viagra, ozempic*, wegovy*, surgery,
      surgeries, back pain*, joint pain*, knee pain*, neck pain*, headache*, hemorrhoid*, haemorrhoid*,
      tinnitus*, glaucoma*, gout, hemophil*, haemophil*, anemia*, anaemia*, dialysis, organ transplant*,
      transplant patient*, palliative*, hospitalis*, hospitaliz*, rehabilitat*, genetic data,
      genetic test*, genetic risk*, genetic condition*, dna test*, dna sample*, dna data`,
    money: `
      debt, debts, debtor*, indebted*, over indebted*, bankrupt*, insolven*, foreclos*, evicted, eviction*,
      credit score*, credit rating*, credit record*, credit histor*, credit worth*, bad credit,
      poor credit, subprime, payment default*, loan default*, defaulter*, late payer*, bad payer*,
      slow payer*, non payer*, debt collect*, payment difficult*, financial difficult*,
      financial distress*, financial hardship*, financial trouble*, financial problem*,
      financially vulnerab*, financially strugg*, money trouble*, money problem*, money worr*,
      payday loan*, payday lend*, income, incomes, net worth, wealthy, affluent, poverty,
      welfare recipient*, on welfare, social assistance, food stamp*, benefit recipient*, unemploy*,
      jobless*, laid off, homeless*`,
    ethnicity: `
      ethnic*, multiethnic*, racial*, race and ethnic*, race ethnic*, national origin*, immigrant*,
      immigration*, migrants, refugee*, asylum*, minority, minorities, indigenous*, aboriginal*,
      african american*, afro american*, native american*, black people, black communit*, people of color,
      people of colour, hispanic*, latinos, latinas, latinx, asians, asian american*, arabs, kurd, kurds,
      kurdish, somali, somalis, romani, roma people, roma communit*, gypsies, sámi*, sami people,
      sami communit*, inuit*`,
    religion: `
      religion*, religious*, faith group*, faith communit*, christians, christianity, christian faith*,
      christian communit*, christian famil*, church member*, churchgo*, church going, church attend*,
      catholic*, protestant*, lutheran*, evangelical*, pentecostal*, orthodox*, baptists, methodist*,
      mormons, jehovah*, adventist*, muslim*, islam, islamic*, islamist*, ramadan*, hijab*, mosque*,
      quran*, koran, halal*, kosher*, jew, jews, jewish*, judaism*, synagog*, hanuk*, chanuk*, rabbi,
      rabbis, torah, buddhism*, buddhist*, hindu, hindus, hinduism*, sikh, sikhs, sikhism*, scientolog*,
      atheis*, prayer*, worshipper*, bible study, holy bible, philosophical belief*`,
    politics: `
      politic*, voter, voters, voting intention*, election, elections, electoral*, left wing*, right wing*,
      far left, far right, socialist*, socialism, social democrat*, communis*, fascis*, nazi, nazis,
      nazism*, nationalist*, nationalism*, anarchis*, conservatives, conservative vot*, conservative part*,
      liberals, liberal vot*, liberal part*, republicans, democrats, democratic part*, labour party,
      labour vot*, green vot*, green party vot*, green party member*, party affiliation*,
      party preference*, party membership*`,
    sexuality: `
      sexual*, asexual*, bisexual*, homosex*, heterosex*, pansex*, transsex*, intersex*, transgender*,
      trans people, trans person*, trans women, trans woman, trans men, trans man, gender identit*,
      non binary*, lgbt*, glbt*, queer*, gay, gays, lesbian*, same sex*, sex life, sex toy*, adult toy*,
      sex shop*, sex worker*, vibrator*, dildo*, bdsm, fetish*, erotic*, erotica, porn, porno*, condom,
      condoms`,
    union: `
      trade union*, trades union*, labour union*, labor union*, workers union*, teachers union*,
      nurses union*, employees union*, union member*, union dues, union card*, unionised, unionized,
      unionisation, unionization, shop steward*, works council*`,
  },
  harmless: `
    hypoallerg*, antiallerg*, non allerg*, anti allerg*, allergy friendly, allergy tested,
    depression glass*, depression era, great depression, tropic of cancer, cancerian*, medicine ball*,
    medicine cabinet*, medicine chest*, prescription glasses, prescription sunglasses, prescription lens*,
    ethnic food*, ethnic cuisine*, ethnic print*, ethnic style*, kosher salt*, concrete vibrator*,
    impatient*, political globe*, political map*`,
  inCompany: [
    // The zodiac's Cancer, as in the necklaces and mugs of gift shops.
    {
      words: "cancer*",
      company: "zodiac*, horoscop*, horoskoop*, horoskop*, star sign*, stjärntecken*",
    },
    // What is said of pets is not said of people. Illnesses by name stay: a platform reads the name alone.
    {
      words: `
        overweight*, obese, obesity, anxiety*, *vaccin*, prescription*, dna test*, genetic test*,
        homeless*, somali, somalis`,
      company:
        "cat, cats, kitten*, dog, dogs, puppy, puppies, pet, pets, animal*, horse*, separation",
    },
    { words: "overweight*", company: "luggage, baggage, bag, bags, suitcase*, parcel*, shipment*" },
    {
      words: "sámi*",
      company: "handicraft*, craft*, design*, jewel*, jewellery, knife, knives, duodji",
    },
  ],
};
