-- Associations that are awkward to show; the names of their vCodes are in world.py.
INSERT INTO register.association
    (vcode, type_code, name, short_name, description, start_date, min_age, max_age, kbo_number, opted_out, winding_up)
VALUES
    ('V9000001', 'VZW', 'Gemengd koor Cantate', 'GKC', 'Een gemengd koor met veertig stemmen.', '1998-05-01', 18, 150, '0400112825', false, false),
    ('V9000002', 'VZER', 'Kinderkoor De Nachtegaaltjes', '', 'Zingen voor kinderen.', NULL, 6, 12, NULL, false, true),
    ('V9000003', 'VZW', 'Koepel voor koren', '', '', NULL, 0, 150, NULL, false, false),
    ('V9000004', 'VZER', '<script>alert("naam")</script> & ''co''', '',
        '<img src=x onerror=alert(1)> zegt "dag" {{ 7 * 7 }} ${7 * 7} </p></script><script>alert(1)</script>', NULL, 0, 150, NULL, false, false),
    ('V9000005', 'VZER', '''t Verlof 🎈 مرحبا', '', '', NULL, 0, 150, NULL, false, false),
    ('V9000006', 'VZER', 'Gestopte Sterrenkijkers', '', '', NULL, 0, 150, NULL, false, false),
    ('V9000007', 'VZER', 'Geheim Genootschap', '', '', NULL, 0, 150, NULL, true, false),
    ('V9000008', 'VZER', 'K.S.A. Sint-Jozef', '', '', NULL, 0, 150, NULL, false, false),
    ('V9000009', 'VZER', 'Vootbal voor vrienden', '', '', NULL, 0, 150, NULL, false, false);

INSERT INTO register.association_activity
SELECT id, activity_code FROM register.association
JOIN (VALUES ('V9000001', 'KECU'), ('V9000002', 'KECU'), ('V9000002', 'JGDW'), ('V9000004', 'KECU')) AS v (vcode, activity_code)
    USING (vcode);

INSERT INTO register.association_area
SELECT id, area_code FROM register.association JOIN (VALUES ('24062'), ('24038')) AS v (area_code) ON vcode = 'V9000001';

INSERT INTO register.location (association_id, location_id, kind, name, street, house_number, postcode, municipality,
    country, nis, district, lat, lon)
SELECT id, 1, 'Activiteiten', 'Zaal De Kring', 'Dorp', '12', '3010', 'Kessel-Lo (Leuven)', 'België', '24062', 'Kessel-Lo', 50.88, 4.73
FROM register.association WHERE vcode IN ('V9000001', 'V9000002', 'V9000004');

INSERT INTO register.location (association_id, location_id, kind, street, house_number, postcode, municipality, country, nis)
SELECT id, 2, 'Correspondentie', 'Geheimstraat', '7', '3000', 'Leuven', 'België', '24062'
FROM register.association WHERE vcode = 'V9000001';

INSERT INTO register.contact (association_id, contact_id, kind, value, description)
SELECT id, contact_id, kind, value, v.description FROM register.association
JOIN (VALUES
    ('V9000001', 1, 'Website', 'https://www.cantate.example/', ''),
    ('V9000001', 2, 'E-mail', 'info@cantate.example', 'secretariaat'),
    ('V9000001', 3, 'Telefoon', '+32 (0)16 00 00 00', ''),
    ('V9000004', 1, 'Website', 'javascript:alert(1)//http://x.be', ''),
    ('V9000004', 2, 'SocialMedia', 'https://user:pass@evil.example/" onclick="x', ''),
    ('V9000004', 3, 'E-mail', 'a@b.be?bcc=c@d.be', '')) AS v (vcode, contact_id, kind, value, description)
    USING (vcode);

INSERT INTO register.membership (association_id, membership_id, other_vcode, from_date)
SELECT id, membership_id, other_vcode, from_date::date FROM register.association
JOIN (VALUES
    ('V9000001', 1, 'V9000003', '2020-01-01'), ('V9000002', 1, 'V9000003', NULL),
    ('V9000002', 2, 'V9000007', NULL), ('V9000007', 1, 'V9000003', NULL)) AS v (vcode, membership_id, other_vcode, from_date)
    USING (vcode);

INSERT INTO register.recognition
    (association_id, recognition_id, authority_ovo, authority_name, product_number, product_name, start_date, end_date, status)
SELECT id, 1, 'OVO000001', 'Leuven', '1', 'Erkenning als culturele vereniging', '2024-01-01', '2030-12-31', 'Actief'
FROM register.association WHERE vcode = 'V9000001';
