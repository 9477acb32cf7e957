-- two tables
create table a (
    x integer
);

-- the second
create table b (y text);
