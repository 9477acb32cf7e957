-- A row of an inbox holds the positions that one commit gave an account: the newest of them (iseq, its, mid), then those
-- before it, rising, where there are any.
alter table inbox add column its_before bigint[], add column mid_before bigint[];
