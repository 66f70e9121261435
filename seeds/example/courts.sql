-- A small court database to try a model on. Made up, every row; small enough to count by hand.
CREATE TABLE court (court_id integer PRIMARY KEY, name_zh text, name_en text, city text);
INSERT INTO court VALUES
    (1, '浦东新区人民法院', 'Pudong Court', '上海市'),
    (2, '徐汇区人民法院', 'Xuhui Court', '上海市'),
    (3, '西湖区人民法院', 'Xihu Court', '杭州市');

-- Case 12 names a court that is not in the table above.
CREATE TABLE cases (case_id integer PRIMARY KEY, court_id integer, kind text, filed_on date, closed_on date,
    is_lost boolean, amount_yuan decimal(12, 2));
INSERT INTO cases VALUES
    ( 1, 1, 'penalty', '2023-01-10', '2023-02-20', true,  1000.10),
    ( 2, 1, 'penalty', '2023-01-25', '2023-03-01', false, 2000.20),
    ( 3, 1, 'licence', '2023-02-05', '2023-05-05', false,  300.00),
    ( 4, 2, 'penalty', '2023-02-14', '2023-03-20', true,    50.05),
    ( 5, 2, 'licence', '2023-03-02', NULL,         NULL,    10.00),
    ( 6, 3, 'penalty', '2023-03-15', '2023-04-30', false,  700.00),
    ( 7, 1, 'penalty', '2024-01-08', '2024-02-10', false, 1200.00),
    ( 8, 1, 'licence', '2024-01-31', '2024-03-10', true,    90.90),
    ( 9, 2, 'penalty', '2024-02-29', NULL,         NULL,    40.00),
    (10, 3, 'licence', '2024-03-01', NULL,         NULL,    25.00),
    (11, 3, 'penalty', '2024-03-10', NULL,         NULL,    60.00),
    (12, 9, 'penalty', '2024-01-20', '2024-03-01', false,   15.00);

CREATE TABLE hearing (hearing_id integer PRIMARY KEY, case_id integer, held_on date, minutes integer);
INSERT INTO hearing VALUES
    (1, 1, '2023-01-30', 60), (2, 1, '2023-02-10', 90), (3, 2, '2023-02-15', 45), (4, 4, '2023-02-28', 30),
    (5, 4, '2023-03-05', 30), (6, 4, '2023-03-15', 30), (7, 7, '2024-01-20', 120), (8, 12, '2024-02-20', 15);

CREATE TABLE party (case_id integer, person_id integer, share decimal(4, 3));
INSERT INTO party VALUES
    (1, 100, 0.500), (1, 101, 0.500), (2, 100, 1.000), (3, 102, 1.000), (4, 103, 1.000), (5, 101, 1.000),
    (6, 104, 1.000), (7, 100, 0.250), (7, 105, 0.750), (8, 102, 1.000), (9, 103, 1.000), (10, 106, 1.000),
    (11, 104, 1.000), (12, 107, 1.000);
