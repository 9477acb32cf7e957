-- The inbox rows of a message to many, all in one: they move to the table inbox later, many of one account at a time.
-- seq rises in the order of commits; a row that is there already (its position is at most the head of its inbox) is
-- not written again.
create table sheet (
    seq integer primary key,
    mid integer not null,
    rows blob not null
);
