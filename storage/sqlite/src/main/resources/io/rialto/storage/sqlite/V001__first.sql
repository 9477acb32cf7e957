-- Text ids are interned: everything else holds the short key.
create table account_key (
    key integer primary key,
    id text not null unique
);
create table room_key (
    key integer primary key,
    id text not null unique
);

-- Whoever proved who he is in an earlier epoch of the account is signed out. Blocked: milliseconds since 1970 when it ends,
-- 0 where it is not.
create table account (
    account integer primary key references account_key (key),
    login_key text unique,
    password_hash text,
    created_at integer not null,
    epoch integer not null default 0,
    blocked_until integer not null default 0
);
create index account_blocked on account (blocked_until) where blocked_until > 0;

-- Where a group has ended its row stays, without members: its id is not given again.
create table room (
    room integer primary key references room_key (key),
    title text,
    owner integer not null references account_key (key),
    join_policy text not null,
    created_at integer not null,
    ended_at integer
);
create table member (
    room integer not null,
    account integer not null,
    role text not null,
    since integer not null,
    primary key (room, account)
) without rowid;
create index member_account on member (account, room);
-- What else is between an account and a group: applied, banned (by the group), blocked (by the account).
create table standing (
    room integer not null,
    account integer not null,
    kind text not null,
    since integer not null,
    primary key (room, account, kind)
) without rowid;
create index standing_account on standing (account, kind);

create table account_profile (
    account integer not null,
    name text not null,
    value blob not null,
    primary key (account, name)
) without rowid;
create table room_profile (
    room integer not null,
    name text not null,
    value blob not null,
    primary key (room, name)
) without rowid;

-- What an account (owner) has made of another: 1 added, 2 blocked, 0 none any more. Friends are those who are added both
-- ways.
create table contact (
    owner integer not null,
    other integer not null,
    half integer not null,
    since integer not null,
    primary key (owner, other)
) without rowid;

-- The message id is the rowid: rising ids append at the right edge, looking one up needs no index of its own.
-- The unique index over (sender, cmid) is the dedupe. iseq is the position in the sender's own inbox, 0 where it
-- has no row there.
-- erased is the position of the entry that took the content away.
create table log (
    mid integer primary key,
    room integer not null,
    cseq integer not null,
    sender integer not null,
    iseq integer not null,
    cmid text,
    ts integer not null,
    type text not null,
    attrs blob,
    bytes blob,
    erased integer
);
create unique index log_position on log (room, cseq);
create unique index log_dedupe on log (sender, cmid) where cmid is not null;

create table inbox (
    account integer not null,
    iseq integer not null,
    its integer not null,
    mid integer not null,
    primary key (account, iseq)
) without rowid;

-- A head is the newest row's position; where expiry has taken that row away, it stands here.
create table room_floor (
    room integer primary key,
    cseq integer not null
);
create table inbox_floor (
    account integer primary key,
    iseq integer not null,
    its integer not null
);

create table device (
    account integer not null,
    dev text not null,
    cursor integer not null,
    primary key (account, dev)
) without rowid;

create table retained (
    topic text not null unique,
    epoch integer not null,
    seq integer not null,
    sender text not null,
    type text not null,
    attrs blob,
    bytes blob not null,
    qos integer not null,
    ts integer not null,
    expires_at integer not null
);
create index retained_expiry on retained (expires_at) where expires_at < 9223372036854775807;

-- Durable sessions. holder is the number of the session that has the connection, 0 where none has: its upper 32 bits are the
-- start of its node. Times that never come are 9223372036854775807.
create table session (
    key integer primary key autoincrement,
    account text not null,
    dev text not null,
    version integer not null,
    holder integer not null,
    expiry integer not null,
    expires_at integer not null,
    head integer not null default 0,
    sent integer not null default 0,
    queued integer not null default 0,
    queued_bytes integer not null default 0,
    will_at integer not null,
    will_delay integer not null default 0,
    will_topic text,
    will_type text,
    will_attrs blob,
    will_bytes blob,
    will_qos integer,
    will_retain integer,
    will_life integer,
    unique (account, dev)
);
create index session_changed on session (version);
create index session_held on session (holder) where holder > 0;
create index session_expiry on session (expires_at) where expires_at < 9223372036854775807;
create index session_will on session (will_at) where will_at < 9223372036854775807;
-- retained_after: how far, in order of topic, its retained values stand in the queue; null where all do, or none are wanted.
create table session_sub (
    session integer not null,
    filter text not null,
    qos integer not null,
    no_local integer not null,
    as_published integer not null,
    id integer not null,
    retained_after text,
    primary key (session, filter)
) without rowid;
-- What a message says stands once, whatever the number of queues it is in.
create table session_body (
    id integer primary key,
    topic text not null,
    epoch integer not null,
    seq integer not null,
    sender text not null,
    type text not null,
    attrs blob,
    bytes blob not null,
    qos integer not null,
    retain integer not null,
    ts integer not null,
    expires_at integer not null
);
create table session_queue (
    session integer not null,
    pos integer not null,
    body integer not null,
    bytes integer not null,
    qos integer not null,
    retain integer not null,
    ids text,
    primary key (session, pos)
) without rowid;
create index session_queue_body on session_queue (body);
-- Packet ids of QoS 2: what the client has published and not released, what it has received and not completed.
-- A number other than 0 stands for what is being said in a room: under it the room tells a repetition.
create table session_inbound (
    session integer not null,
    packet integer not null,
    number integer not null default 0,
    primary key (session, packet)
) without rowid;
create table session_outbound (
    session integer not null,
    packet integer not null,
    primary key (session, packet)
) without rowid;
create table session_gone (
    session integer primary key,
    version integer not null,
    at integer not null
);
create index session_gone_version on session_gone (version);
create table session_version (
    id integer primary key check (id = 1),
    number integer not null
);

create table boot (
    id integer primary key check (id = 1),
    number integer not null
);
create table named_value (
    name text primary key,
    value text not null
) without rowid;
create table probe (
    id integer primary key,
    filler blob
);
