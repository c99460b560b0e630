/** Names, values, columns and categories as Nordic web shops have them, which suggest nothing sensitive. */
export const harmlessTexts: Readonly<Record<string, string>> = {
  "segments in English": `
    Loyal customers | Loyal customers slipping away | Big spenders | Predicted high value | Window shoppers |
    Bargain hunters | New this month | At risk | About to sleep | Customers we have lost | Inner circle |
    Cart abandoners | Newsletter readers | Store credit holders | Credit card payers | Gift card buyers |
    Paid by invoice | Instalment payers | Repeat returners | Impatient express buyers | VIP | Members' club |
    Black Friday buyers | Christmas shoppers | Easter campaign | Mother's Day | Expats in Helsinki |
    Finnish design lovers | Swedish speakers | Italian food fans | Students | Pensioners | Families with babies |
    Young professionals | Influencers | Race bike owners | Road racing | Party games | Third party offers |
    Left-handed | Right size guide readers | Union Jack mugs | Credit notes | Poll takers | Early birds |
    Customers since COVID | Selection box buyers | High average order | Low basket value | Lapsed 12 months`,
  "segments in Finnish": `
    Hiipuvat kanta-asiakkaat | Uskolliset asiakkaat | Vakioasiakkaat | Uskomattomat tarjoukset | Pitkään näkymättä |
    Hiljentyneet vakioasiakkaat | Parhaat asiakkaat | Suuret ostajat | Luottokorttiostajat | Luottamus ja laatu |
    Luottoasiakkaat | Osamaksuasiakkaat | Laskulla maksaneet | Ammattilaiset | Ammattikeittiöt | Yritysasiakkaat |
    Lapsiperheet | Vauvaperheet | Opiskelijat | Eläkeläiset | Ruotsinkieliset | Suomenruotsalaiset |
    Keskustan myymälä | Vihreät valinnat | Vasenkätiset | Vaaleat sävyt | Vaaleissa väreissä | Vaaleanpunaiset |
    Helluntain tarjoukset | Joulun ostajat | Rippilahjat | Kaste- ja rippijuhlat | Kirkkonummen asiakkaat |
    Palautuksia paljon | Perinteiset lahjat | Perintökalleudet | Raskaat nostot | Raskaan sarjan pyörät |
    Raakaruokaa syövät koirat | Paljon syövät kissat | Syöpäläisten torjunta | Kotimaiset | Jäsenet | Klubilaiset |
    Sadekuuro yllätti | Sairaan halvat hinnat | Reseptien lukijat | Arvostelijat | Vapaa-ajan ostajat`,
  "segments in Swedish": `
    Trogna kunder | Stamkunder på väg bort | Bästa kunder | Köpt senaste sex månaderna | Sex köp eller fler |
    Sextonåringar | Storköpare | Kreditkort | Delbetalning | Faktura | Fackhandel | Fackmän | Facklitteratur |
    Trädgårdsfacklor | Vänsterhänta | Högermodell | Partihandel | Restpartier | Barnfamiljer | Barnlösa hushåll |
    Studenter | Pensionärer | Finlandssvenskar | Svensk design | Julhandel | Påskkampanj | Pingsthelgen |
    Dop och konfirmation | Orderkonfirmation | Kristallglas | Kunder i Kyrkslätt | Nya kunder | Inte synts på länge |
    Gröna val | Rabattjägare | Skuldfria snacks | Skulderblad | Hundra bästa | Hundfolk i huvudstadsregionen |
    Velat köpa men avbrutit | Receptläsare | Grillkol | Sjukt bra priser | Politur och vax | Kundomröstning`,
  pets: `
    pets/cats/food | pets/dogs/diet | pets/cats/litter | koirat/ruoka/ylipainoiset koirat | Ylipaino, kissa |
    Overweight cats | övervikt hund | Homeless dogs campaign | Kodittomat koirat | Hemlösa katter |
    Separation anxiety dogs | Koirien eroahdistus | eroahdistus | Separationsångest hund | Vaccinated puppies |
    Koirien rokotukset | Prescription diet cat | Dog DNA test | Koirarotu | rotukissat | hundras | rasdjur |
    Somali cats | Eläinlääkäri | eläinlääkärin suosittelemat | Punkkilääkkeet | Matolääkkeet | Loislääke |
    Arabialaiset hevoset | Ihottumaloimi | Eksemtäcke | rabbits | Kani ja jyrsijä | Lepotila | Animal welfare`,
  "food and kitchen": `
    Health food | terveystuotteet | hälsokost | Luomu | vegan | vegaaniset | gluten-free | gluteeniton | glutenfri |
    lactose free | laktoositon | laktosfritt | Suklaakeksit | Valkosuklaakerros | Kuulalaakerit | Laakerinlehti |
    Laakea kulho | laakeat lautaset | Hammasplaakki | Kosher salt | Ethnic food | Etninen ruoka | etniska köket | Köyhät ritarit | Fattiga riddare |
    Alcohol-free | alkoholittomat | Arabia-astiat | Arabica coffee | Roma tomatoes | Homogenisoitu maito |
    Kräftskiva | Obesprutade citroner | Raw food | Non-GMO, geneettisesti muuntelematon | Lampotila | lämpötilamittarit | Depression glass bowls |
    Tacos and fajitas | Ruokareseptit | Vin och sprit | Gravad lax | Gravy boat | Sex pack öl | Sixpack`,
  "clothes and beauty": `
    Church's shoes | Cancer zodiac necklace | Horoskooppikoru Cancer | Stjärntecken: Cancer | Acne Studios |
    Akneiho | Sexy lingerie | Maternity wear | Äitiysvaatteet | Mammakläder | Surgical steel earrings |
    Kirurginteräs | Christian Dior | Kristina | Essex boots | Gypsy skirt | Muslin blanket | Musliinivaatteet |
    Pride collection | Samsonite suitcases | Overweight luggage | Skin tone: dark | Hudfärgade trosor |
    Hypoallergenic | hypoallergeeninen | Hypoallergeniska örhängen | allergivänlig | allergiaystävällinen |
    Allergens | allergeenit | Silmälasit | Prescription glasses | Solglasögon | Korttilompakko | Imetysyöpaita | Aromatherapy |
    Weight loss | Painonhallinta | Health & Beauty | terveys/kauneus | hälsa-och-skönhet | Wellness | Vitamiinit |
    Ensiapu | First aid | Första hjälpen | Blonde hair | Partahöylät | Sensitive skin | herkkä iho`,
  "home, garden, hobbies": `
    Mosquito nets | Window blinds | Medicine ball | Lääkekaappi | Medicinskåp | Apotekarskåp | Political map |
    Poliittinen kartta | Politisk karta | Inflatable political globe | Handikapp under 20, golf | Grill smokers |
    Ford Escort parts | Lion pride poster | Polite notices | Trump cards | Tropic of Cancer (book) |
    The Chronicles of Narnia | Kronikat | Romaanit | Romantiikka | Roomalainen kaihdin | Romersk gardin |
    Handicraft of the Sámi | Saamelaiskäsityöt | Samiskt hantverk | Kasvitautien torjunta | Plant feed |
    Bastmatta | Plastmaterial | Lastmaskin | Minuskonto | Pluskonto | Kirjan eksemplaari | Korttilaitteet | Puulaakijoukkueet | Snabblänk | Bog garden plants | Fertilizer |
    Condominium | Transport | Transparent | Concrete vibrators | Puolueeton testi | Kaksisuuntainen radio |
    Konkurssipesän tuotteet | Konkurslager | Sami | Laakkonen | Vähemmistöosakkaat | Humphrey Bogart | Strangest things | Hospitality`,
  "columns and values": `
    sex | gender | language | occupation | industry | education | household_id | interests | values | joined_at |
    city | club_member | member_since | loyalty_points | store-credit | creditCardType | email_disabled |
    account_disabled | invalid_email | aborted_orders | paymentMethod | utm_campaign | nps_score | isStaff |
    customer_state | size | shoe_size | favouriteColour | lastVisitAt | eid | party_size | race_number |
    union_square_store | first_party | rotu | ras | luotto_raja | kanta_asiakas | kirje_tilaaja | sukupuoli | kön |
    yes | no | f | m | 00100 | P-12345 | utf-8 | A/B | 20–30 | ★★★★★ | 日本 | Šiška`,
};
