-- Text ids are interned: everything else holds the short key. They compare by code point whatever the database's locale.
-- The heads stand beside the keys: the row that a batch locks is the row that it counts in. Room on the pages keeps
-- those updates off the indexes.
create table account_key (
    key bigint generated always as identity primary key,
    id text collate "C" not null unique,
    iseq bigint not null default 0,
    its bigint not null default 0
) with (fillfactor = 60);
create table room_key (
    key bigint generated always as identity primary key,
    id text collate "C" not null unique,
    cseq bigint not null default 0
) with (fillfactor = 60);

-- Whoever proved who he is in an earlier epoch of the account is signed out. Blocked: milliseconds since 1970 when it ends,
-- 0 where it is not.
create table account (
    account bigint primary key references account_key (key),
    login_key text collate "C" unique,
    password_hash text,
    created_at bigint not null,
    epoch bigint not null default 0,
    blocked_until bigint not null default 0
);
create index account_blocked on account (blocked_until) where blocked_until > 0;

-- Where a group has ended its row stays, without members: its id is not given again.
create table room (
    room bigint primary key references room_key (key),
    title text,
    owner bigint not null references account_key (key),
    join_policy text not null,
    created_at bigint not null,
    ended_at bigint
);
create table member (
    room bigint not null,
    account bigint not null,
    role text not null,
    since bigint not null,
    primary key (room, account)
);
create index member_account on member (account, room);
-- What else is between an account and a group: applied, banned (by the group), blocked (by the account).
create table standing (
    room bigint not null,
    account bigint not null,
    kind text not null,
    since bigint not null,
    primary key (room, account, kind)
);
create index standing_account on standing (account, kind);

create table account_profile (
    account bigint not null,
    name text collate "C" not null,
    value bytea not null,
    primary key (account, name)
);
create table room_profile (
    room bigint not null,
    name text collate "C" not null,
    value bytea not null,
    primary key (room, name)
);

-- What an account (owner) has made of another: 1 added, 2 blocked, 0 none any more. Friends are those who are added both
-- ways.
create table contact (
    owner bigint not null,
    other bigint not null,
    half bigint not null,
    since bigint not null,
    primary key (owner, other)
);

-- The unique index over (sender, cmid) is the dedupe. iseq is the position in the sender's own inbox, 0 where it
-- has no row there.
-- erased is the position of the entry that took the content away.
create table log (
    room bigint not null,
    cseq bigint not null,
    mid bigint not null,
    sender bigint not null,
    iseq bigint not null,
    cmid text collate "C",
    ts bigint not null,
    type text not null,
    attrs bytea,
    bytes bytea,
    erased bigint,
    primary key (room, cseq)
);
create unique index log_mid on log (mid);
create unique index log_dedupe on log (sender, cmid) where cmid is not null;

create table inbox (
    account bigint not null,
    iseq bigint not null,
    its bigint not null,
    mid bigint not null,
    primary key (account, iseq)
);

create table device (
    account bigint not null,
    dev text collate "C" not null,
    cursor bigint not null,
    primary key (account, dev)
) with (fillfactor = 60);

create table retained (
    topic text collate "C" primary key,
    epoch bigint not null,
    seq bigint not null,
    sender text not null,
    type text not null,
    attrs bytea,
    bytes bytea not null,
    qos bigint not null,
    ts bigint not null,
    expires_at bigint not null
);
create index retained_expiry on retained (expires_at) where expires_at < 9223372036854775807;

create table boot (
    id bigint primary key check (id = 1),
    number bigint not null
);
create table named_value (
    name text collate "C" primary key,
    value text not null
);
create table probe (
    id bigint primary key,
    at bigint not null
);
