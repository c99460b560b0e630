-- What the shop's people and goods are called. Names are common ones, put together by chance: nobody is meant.

CREATE TABLE words AS FROM (VALUES
  ('fi',
    ['Aino', 'Anna', 'Eeva', 'Elina', 'Emilia', 'Hanna', 'Helmi', 'Iida', 'Johanna', 'Kaisa', 'Katja', 'Laura',
     'Leena', 'Maija', 'Mari', 'Milla', 'Minna', 'Noora', 'Outi', 'Päivi', 'Riikka', 'Saara', 'Sari', 'Tuulia',
     'Anna-Liisa'],
    ['Antti', 'Eero', 'Eetu', 'Hannu', 'Ilkka', 'Jaakko', 'Jani', 'Juha', 'Jukka', 'Kalle', 'Kari', 'Lauri',
     'Markku', 'Matti', 'Mikko', 'Olli', 'Pekka', 'Petri', 'Sami', 'Timo', 'Tuomas', 'Väinö', 'Yrjö', 'Juha-Pekka'],
    ['Korhonen', 'Virtanen', 'Mäkinen', 'Nieminen', 'Mäkelä', 'Hämäläinen', 'Laine', 'Heikkinen', 'Koskinen',
     'Järvinen', 'Lehtonen', 'Saarinen', 'Salminen', 'Heinonen', 'Niemi', 'Kinnunen', 'Salonen', 'Tuominen',
     'Jokinen', 'Mattila', 'Karjalainen', 'Rantanen', 'Lahtinen', 'Väisänen', 'Pöllänen', 'Hyvärinen'],
    ['Kauppakatu', 'Koulukatu', 'Rantatie', 'Mäntytie', 'Puistokatu', 'Kirkkokatu', 'Myllytie', 'Asemakatu']),
  ('sv',
    ['Alva', 'Astrid', 'Birgitta', 'Ebba', 'Elsa', 'Emma', 'Eva', 'Frida', 'Ingrid', 'Karin', 'Kerstin', 'Lena',
     'Linnéa', 'Maja', 'Malin', 'Märta', 'Sofia', 'Åsa', 'Ann-Sofie'],
    ['Anders', 'Axel', 'Björn', 'Erik', 'Fredrik', 'Göran', 'Gustav', 'Hans', 'Håkan', 'Johan', 'Karl', 'Lars',
     'Magnus', 'Mats', 'Nils', 'Oskar', 'Per', 'Sven', 'Åke', 'Lars-Göran'],
    ['Andersson', 'Johansson', 'Karlsson', 'Nilsson', 'Eriksson', 'Larsson', 'Olsson', 'Persson', 'Svensson',
     'Gustafsson', 'Lindström', 'Sjöberg', 'Bergström', 'Åkesson', 'Öberg', 'Holmqvist', 'Nordström', 'Söderlund'],
    ['Storgatan', 'Kungsgatan', 'Skolgatan', 'Björkvägen', 'Ängsvägen', 'Kyrkogatan', 'Sjövägen']),
  ('no',
    ['Anne', 'Berit', 'Bjørg', 'Hilde', 'Ida', 'Ingrid', 'Kari', 'Liv', 'Marit', 'Nora', 'Ragnhild', 'Silje',
     'Sigrid', 'Solveig', 'Tone', 'Åse'],
    ['Arne', 'Bjørn', 'Eirik', 'Geir', 'Håkon', 'Jan', 'Knut', 'Lars', 'Magnus', 'Odd', 'Ole', 'Øystein', 'Rune',
     'Sindre', 'Terje', 'Tor'],
    ['Hansen', 'Johansen', 'Olsen', 'Larsen', 'Andersen', 'Pedersen', 'Nilsen', 'Kristiansen', 'Bakken', 'Haugen',
     'Sørensen', 'Bøe', 'Strømme', 'Håland', 'Næss', 'Ødegård'],
    ['Storgata', 'Kirkegata', 'Strandveien', 'Skoleveien', 'Bjørkeveien', 'Fjordgata']),
  ('da',
    ['Anne', 'Bente', 'Bodil', 'Camilla', 'Freja', 'Gitte', 'Hanne', 'Inge', 'Kirsten', 'Karen', 'Lærke', 'Mette',
     'Pernille', 'Signe', 'Sørine', 'Ane-Marie'],
    ['Anders', 'Bjarke', 'Christian', 'Frederik', 'Henrik', 'Jens', 'Jørgen', 'Kjeld', 'Lars', 'Mads', 'Niels',
     'Ole', 'Peter', 'Søren', 'Troels', 'Åge'],
    ['Jensen', 'Nielsen', 'Hansen', 'Pedersen', 'Andersen', 'Christensen', 'Larsen', 'Sørensen', 'Rasmussen',
     'Jørgensen', 'Møller', 'Kjær', 'Østergaard', 'Nørgaard', 'Bæk', 'Lindegård'],
    ['Nørregade', 'Søndergade', 'Strandvejen', 'Skolegade', 'Kirkevej', 'Møllevej'])
) AS of (language, women, men, families, streets);

-- Postal codes as they are, each with its town (for Swedish speakers in Finland, in Swedish).
CREATE TABLE towns AS FROM (VALUES
  ('FI', [
    {code: '00100', town: 'Helsinki', swedish: 'Helsingfors'}, {code: '00500', town: 'Helsinki', swedish: 'Helsingfors'},
    {code: '00530', town: 'Helsinki', swedish: 'Helsingfors'}, {code: '00710', town: 'Helsinki', swedish: 'Helsingfors'},
    {code: '02100', town: 'Espoo', swedish: 'Esbo'}, {code: '02600', town: 'Espoo', swedish: 'Esbo'},
    {code: '01300', town: 'Vantaa', swedish: 'Vanda'}, {code: '33100', town: 'Tampere', swedish: 'Tammerfors'},
    {code: '33720', town: 'Tampere', swedish: 'Tammerfors'}, {code: '20100', town: 'Turku', swedish: 'Åbo'},
    {code: '20500', town: 'Turku', swedish: 'Åbo'}, {code: '90100', town: 'Oulu', swedish: 'Uleåborg'},
    {code: '40100', town: 'Jyväskylä', swedish: 'Jyväskylä'}, {code: '70100', town: 'Kuopio', swedish: 'Kuopio'},
    {code: '15110', town: 'Lahti', swedish: 'Lahtis'}, {code: '28100', town: 'Pori', swedish: 'Björneborg'},
    {code: '65100', town: 'Vaasa', swedish: 'Vasa'}, {code: '06100', town: 'Porvoo', swedish: 'Borgå'},
    {code: '13100', town: 'Hämeenlinna', swedish: 'Tavastehus'}, {code: '96100', town: 'Rovaniemi', swedish: 'Rovaniemi'}]),
  ('SE', [
    {code: '111 22', town: 'Stockholm', swedish: 'Stockholm'}, {code: '118 26', town: 'Stockholm', swedish: 'Stockholm'},
    {code: '411 05', town: 'Göteborg', swedish: 'Göteborg'}, {code: '211 20', town: 'Malmö', swedish: 'Malmö'},
    {code: '753 10', town: 'Uppsala', swedish: 'Uppsala'}, {code: '903 26', town: 'Umeå', swedish: 'Umeå'},
    {code: '972 31', town: 'Luleå', swedish: 'Luleå'}, {code: '702 11', town: 'Örebro', swedish: 'Örebro'},
    {code: '582 22', town: 'Linköping', swedish: 'Linköping'}, {code: '722 11', town: 'Västerås', swedish: 'Västerås'}]),
  ('NO', [
    {code: '0150', town: 'Oslo', swedish: 'Oslo'}, {code: '0350', town: 'Oslo', swedish: 'Oslo'},
    {code: '5003', town: 'Bergen', swedish: 'Bergen'}, {code: '7010', town: 'Trondheim', swedish: 'Trondheim'},
    {code: '4006', town: 'Stavanger', swedish: 'Stavanger'}, {code: '9008', town: 'Tromsø', swedish: 'Tromsø'},
    {code: '8006', town: 'Bodø', swedish: 'Bodø'}, {code: '6002', town: 'Ålesund', swedish: 'Ålesund'}]),
  ('DK', [
    {code: '1050', town: 'København K', swedish: 'København K'}, {code: '2200', town: 'København N', swedish: 'København N'},
    {code: '8000', town: 'Aarhus C', swedish: 'Aarhus C'}, {code: '5000', town: 'Odense C', swedish: 'Odense C'},
    {code: '9000', town: 'Aalborg', swedish: 'Aalborg'}, {code: '6700', town: 'Esbjerg', swedish: 'Esbjerg'},
    {code: '4000', town: 'Roskilde', swedish: 'Roskilde'}, {code: '3000', town: 'Helsingør', swedish: 'Helsingør'}])
) AS of (country, places);

-- The assortment: number, name, category, price in euros.
CREATE TABLE products AS FROM (VALUES
  ('100110', 'Kissanruoka kana 2 kg', 'pets/cats/food', 14.90),
  ('100120', 'Kissanruoka lohi 7,5 kg', 'pets/cats/food', 42.50),
  ('100130', 'Märkäruoka kalkkuna 24 x 85 g', 'pets/cats/food', 19.95),
  ('100140', 'Kissanmaito 200 ml', 'pets/cats/food', 1.79),
  ('100210', 'Kissanhiekka 10 l; paakkuuntuva', 'pets/cats/litter', 9.95),
  ('100220', 'Kissanhiekka 15 l puupelletti', 'pets/cats/litter', 12.50),
  ('100310', 'Raapimispuu 120 cm', 'pets/cats/furniture', 79.00),
  ('100410', 'Höyhenlelu', 'pets/cats/toys', 5.90),
  ('200110', 'Koiranruoka riista 3 kg', 'pets/dogs/food', 24.90),
  ('200120', 'Koiranruoka kana 12 kg', 'pets/dogs/food', 59.90),
  ('200130', 'Pentu starter 3 kg', 'pets/dogs/food', 26.50),
  ('200140', 'Purutikku 10 kpl', 'pets/dogs/treats', 6.90),
  ('200210', 'Panta nahkaa "Tunturi" 45 cm', 'pets/dogs/collars', 29.90),
  ('200220', 'Heijastinliivi koko M', 'pets/dogs/clothes', 34.90),
  ('200230', 'Talvitossut 4 kpl', 'pets/dogs/clothes', 27.50),
  ('200310', 'Koiran peti 90 cm', 'pets/dogs/beds', 64.00),
  ('200410', 'Köysilelu', 'pets/dogs/toys', 8.50),
  ('300110', 'Heinä timotei 1 kg', 'pets/small/food', 6.50),
  ('300120', 'Marsunruoka 2,5 kg', 'pets/small/food', 13.90),
  ('300210', 'Häkki 80 cm', 'pets/small/cages', 89.00),
  ('400110', 'Lintujen talviruoka 5 kg', 'garden/birds/food', 15.50),
  ('400120', 'Talipallot 30 kpl', 'garden/birds/food', 9.90)
) AS of (product, name, category, price);

-- The shelves from which somebody buys, by the pets they have.
CREATE TABLE shelves AS
SELECT tastes.taste, list({'product': product, 'name': name, 'category': category, 'price': price} ORDER BY product) AS goods
FROM (VALUES ('cats', 'pets/cats/'), ('dogs', 'pets/dogs/'), ('small', 'pets/small/'), ('any', '')) AS tastes (taste, under)
JOIN products ON starts_with(products.category, tastes.under)
GROUP BY tastes.taste;
