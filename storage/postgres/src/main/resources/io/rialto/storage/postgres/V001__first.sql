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

-- Durable sessions. holder is the number of the session that has the connection, 0 where none has: its upper 32 bits are the
-- start of its node. Times that never come are 9223372036854775807.
create table session (
    key bigint generated always as identity primary key,
    account text collate "C" not null,
    dev text collate "C" not null,
    version bigint not null,
    holder bigint not null,
    expiry bigint not null,
    expires_at bigint not null,
    head bigint not null default 0,
    sent bigint not null default 0,
    queued bigint not null default 0,
    queued_bytes bigint not null default 0,
    will_at bigint not null,
    will_delay bigint not null default 0,
    will_topic text,
    will_type text,
    will_attrs bytea,
    will_bytes bytea,
    will_qos bigint,
    will_retain bigint,
    will_life bigint,
    unique (account, dev)
) with (fillfactor = 60);
create index session_changed on session (version);
create index session_held on session (holder) where holder > 0;
create index session_expiry on session (expires_at) where expires_at < 9223372036854775807;
create index session_will on session (will_at) where will_at < 9223372036854775807;
-- retained_after: how far, in order of topic, its retained values stand in the queue; null where all do, or none are wanted.
create table session_sub (
    session bigint not null,
    filter text collate "C" not null,
    qos bigint not null,
    no_local bigint not null,
    as_published bigint not null,
    id bigint not null,
    retained_after text collate "C",
    primary key (session, filter)
);
-- What a message says stands once, whatever the number of queues it is in.
create table session_body (
    id bigint primary key,
    topic text collate "C" not null,
    epoch bigint not null,
    seq bigint not null,
    sender text not null,
    type text not null,
    attrs bytea,
    bytes bytea not null,
    qos bigint not null,
    retain bigint not null,
    ts bigint not null,
    expires_at bigint not null
);
create table session_queue (
    session bigint not null,
    pos bigint not null,
    body bigint not null,
    bytes bigint not null,
    qos bigint not null,
    retain bigint not null,
    ids text,
    primary key (session, pos)
);
create index session_queue_body on session_queue (body);
-- Packet ids of QoS 2: what the client has published and not released, what it has received and not completed.
-- A number other than 0 stands for what is being said in a room: under it the room tells a repetition.
create table session_inbound (
    session bigint not null,
    packet bigint not null,
    number bigint not null default 0,
    primary key (session, packet)
);
create table session_outbound (
    session bigint not null,
    packet bigint not null,
    primary key (session, packet)
);
create table session_gone (
    session bigint primary key,
    version bigint not null,
    at bigint not null
);
create index session_gone_version on session_gone (version);
create table session_version (
    id bigint primary key check (id = 1),
    number bigint not null
);

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
