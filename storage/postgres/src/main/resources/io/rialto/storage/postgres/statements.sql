-- The texts of io.rialto.storage.sql.Sql for PostgreSQL. Arguments are $1, $2 … in the order that Sql documents; where
-- their type does not follow from what they are compared with, it is said.

-- name: ACCOUNT_INTERN
insert into account_key (id) values ($1) on conflict do nothing
-- name: ACCOUNT_ADD
insert into account (account, login_key, password_hash, created_at)
select key, $2::text, $3::text, $4::bigint from account_key where id = $1
on conflict do nothing
-- name: ACCOUNT_BY_ID
select k.id, a.login_key, a.password_hash, a.created_at, a.epoch, a.blocked_until
from account_key k join account a on a.account = k.key where k.id = $1
-- name: ACCOUNT_BY_LOGIN
select k.id, a.login_key, a.password_hash, a.created_at, a.epoch, a.blocked_until
from account a join account_key k on k.key = a.account where a.login_key = $1
-- name: ACCOUNT_SET_HASH
update account set password_hash = $2, epoch = epoch + 1
where account = (select key from account_key where id = $1)
-- name: ACCOUNT_RENEW
update account set epoch = epoch + 1 where account = (select key from account_key where id = $1)
-- name: ACCOUNT_BLOCK
update account set blocked_until = $2::bigint, epoch = epoch + 1
where account = (select key from account_key where id = $1)
-- name: ACCOUNT_UNBLOCK
update account set blocked_until = 0
where account = (select key from account_key where id = $1) and blocked_until > 0
-- name: ACCOUNT_EPOCH
select epoch from account where account = (select key from account_key where id = $1)
-- name: ACCOUNTS_BLOCKED
select k.id, a.blocked_until from account a join account_key k on k.key = a.account
where a.blocked_until > 0 and a.blocked_until > $2::bigint and k.id > $1 order by k.id limit $3::bigint

-- name: ROOM_INTERN
insert into room_key (id) values ($1) on conflict do nothing
-- name: ROOM_ADD
insert into room (room, title, owner, join_policy, created_at)
select r.key, $2::text, a.key, $4::text, $5::bigint from room_key r join account_key a on a.id = $3 where r.id = $1
on conflict do nothing
-- name: ROOM_BY_ID
select k.id, r.title, a.id, r.join_policy, r.created_at, r.ended_at
from room_key k join room r on r.room = k.key join account_key a on a.key = r.owner where k.id = $1
-- name: ROOM_LOCK
select k.id, r.title, a.id, r.join_policy, r.created_at, r.ended_at
from room_key k join room r on r.room = k.key join account_key a on a.key = r.owner where k.id = $1 for no key update of r
-- name: ROOM_SET
update room set title = $2, owner = (select key from account_key where id = $3), join_policy = $4, ended_at = $5
where room = (select key from room_key where id = $1)
-- name: MEMBERS_DROP
delete from member where room = (select key from room_key where id = $1)
-- name: MEMBER_PUT
insert into member (room, account, role, since)
select r.room, a.key, $3::text, $4::bigint
from room_key k join room r on r.room = k.key join account_key a on a.id = $2 where k.id = $1
on conflict (room, account) do update set role = excluded.role
-- name: MEMBER_DROP
delete from member
where room = (select key from room_key where id = $1) and account = (select key from account_key where id = $2)
-- name: MEMBERS_OF
select a.id, m.role, m.since from room_key k join member m on m.room = k.key join account_key a on a.key = m.account
where k.id = $1 order by a.id
-- name: ROOMS_OF
select r.id from account_key k join member m on m.account = k.key join room_key r on r.key = m.room
where k.id = $1 order by r.id
-- name: STANDING_PUT
insert into standing (room, account, kind, since)
select r.room, a.key, $3::text, $4::bigint
from room_key k join room r on r.room = k.key join account_key a on a.id = $2 where k.id = $1
on conflict do nothing
-- name: STANDING_DROP
delete from standing
where room = (select key from room_key where id = $1) and account = (select key from account_key where id = $2)
  and kind = $3
-- name: STANDINGS_DROP
delete from standing where room = (select key from room_key where id = $1)
-- name: STANDINGS_OF
select a.id, s.since from room_key k join standing s on s.room = k.key join account_key a on a.key = s.account
where k.id = $1 and s.kind = $2 order by a.id
-- name: STANDING_AT
select r.id, s.since from account_key k join standing s on s.account = k.key join room_key r on r.key = s.room
where k.id = $1 and s.kind = $2 order by r.id

-- Not the accounts' rows: those are what messages wait for.
-- name: PAIR_LOCK
select pg_advisory_xact_lock(hashtextextended(least($1::text, $2::text) || '|' || greatest($1::text, $2::text), 0))::text
-- name: CONTACT_PAIR
select m.half, m.since, t.half, t.since
from account_key o join account_key x on x.id = $2
  left join contact m on m.owner = o.key and m.other = x.key
  left join contact t on t.owner = x.key and t.other = o.key
where o.id = $1
-- name: CONTACT_SET
insert into contact (owner, other, half, since)
select o.key, x.key, $3::bigint, $4::bigint from account_key o join account_key x on x.id = $2 where o.id = $1
on conflict (owner, other) do update set half = excluded.half, since = excluded.since
-- name: CONTACT_DROP
delete from contact
where owner = (select key from account_key where id = $1) and other = (select key from account_key where id = $2)
  and half = $3
-- name: CONTACT_COUNT
select count(*) from account_key k join contact c on c.owner = k.key where k.id = $1 and c.half > 0
-- name: FRIENDS_OF
select a.id from account_key k join contact m on m.owner = k.key and m.half = 1
  join contact t on t.owner = m.other and t.other = m.owner and t.half = 1 join account_key a on a.key = m.other
where k.id = $1 order by a.id
-- name: BLOCKED_OF
select a.id from account_key k join contact m on m.owner = k.key and m.half = 2
  join account_key a on a.key = m.other
where k.id = $1 order by a.id

-- name: REACHABLE_FROM
select x.id from (select distinct unnest(string_to_array($2::text, ',')) as id) w join account_key x on x.id = w.id join account a on a.account = x.key
where not exists (
  select 1 from account_key o join contact c on c.half = 2 and
    ((c.owner = x.key and c.other = o.key) or (c.owner = o.key and c.other = x.key))
  where o.id = $1)
order by x.id

-- name: ACCOUNT_PROFILES
select k.id, x.created_at, p.name, p.value
from (select distinct unnest(string_to_array($1::text, ',')) as id) w join account_key k on k.id = w.id join account x on x.account = k.key
  left join account_profile p on p.account = k.key
order by k.id, p.name
-- name: ACCOUNT_PROFILE_PUT
insert into account_profile (account, name, value) select key, $2::text, $3::bytea from account_key where id = $1
on conflict (account, name) do update set value = excluded.value
-- name: ACCOUNT_PROFILE_DROP
delete from account_profile where account = (select key from account_key where id = $1) and name = $2
-- name: ROOM_PROFILES
select k.id, x.created_at, p.name, p.value
from (select distinct unnest(string_to_array($1::text, ',')) as id) w join room_key k on k.id = w.id join room x on x.room = k.key and x.ended_at is null
  left join room_profile p on p.room = k.key
order by k.id, p.name
-- name: ROOM_PROFILE_PUT
insert into room_profile (room, name, value) select key, $2::text, $3::bytea from room_key where id = $1
on conflict (room, name) do update set value = excluded.value
-- name: ROOM_PROFILE_DROP
delete from room_profile where room = (select key from room_key where id = $1) and name = $2
-- name: ROOM_PROFILE_CLEAR
delete from room_profile where room = (select key from room_key where id = $1)

-- The head comes first, as a row of its own: the rows behind it can be left unread when the page is full.
-- name: LOG_AFTER
select coalesce((select cseq from room_key where id = $1), 0),
  null, null, null, null, null, null, null, null, null
union all
select * from (
  select null::bigint, l.mid, k.id, l.cseq, s.id as sender, l.cmid, l.ts, l.type, l.attrs, l.bytes
  from room_key k join log l on l.room = k.key join account_key s on s.key = l.sender
  where k.id = $1 and l.cseq > $2 order by l.cseq limit $3) page
-- name: LOG_BEFORE
select coalesce((select cseq from room_key where id = $1), 0),
  null, null, null, null, null, null, null, null, null
union all
select * from (
  select null::bigint, l.mid, k.id, l.cseq, s.id as sender, l.cmid, l.ts, l.type, l.attrs, l.bytes
  from room_key k join log l on l.room = k.key join account_key s on s.key = l.sender
  where k.id = $1 and l.cseq < $2 order by l.cseq desc limit $3) page
-- name: LOG_BY_ID
select l.mid, k.id, l.cseq, s.id, l.cmid, l.ts, l.type, l.attrs, l.bytes
from log l join room_key k on k.key = l.room join account_key s on s.key = l.sender where l.mid = $1
-- name: LOG_HEAD
select cseq from room_key where id = $1

-- A row holds a few positions, the newest of which has its message still: as many rows as positions are enough.
-- name: INBOX_AFTER
select coalesce((select iseq from account_key where id = $1), 0),
  null, null, null, null, null, null, null, null, null, null, null
union all
select * from (
  select null::bigint, i.iseq, i.its, l.mid, r.id as room, l.cseq, s.id as sender, l.cmid, l.ts, l.type, l.attrs,
    l.bytes
  from account_key k cross join lateral (
      select p.iseq, p.its, p.mid
      from (
        select b.iseq, b.its, b.mid, b.its_before, b.mid_before from inbox b
        where b.account = k.key and b.iseq > $2 and exists (select 1 from log n where n.mid = b.mid)
        order by b.iseq limit $3) b
      cross join lateral (
        select b.iseq - cardinality(b.mid_before) + t.n - 1 as iseq, t.its, t.mid
        from unnest(b.its_before, b.mid_before) with ordinality as t (its, mid, n)
        union all select b.iseq, b.its, b.mid) p
      where p.iseq > $2 order by p.iseq offset 0) i
    join log l on l.mid = i.mid join room_key r on r.key = l.room join account_key s on s.key = l.sender
  where k.id = $1 order by i.iseq limit $3) page
-- name: INBOX_HEAD
select iseq from account_key where id = $1
-- name: DEVICE_POSITION
select d.cursor, k.iseq, (
  select i.iseq - coalesce(cardinality(i.mid_before), 0) from inbox i where i.account = k.key order by i.iseq limit 1)
from account_key k left join device d on d.account = k.key and d.dev = $2 where k.id = $1
-- name: DEVICE_ADD
insert into device (account, dev, cursor)
select k.key, $2::text, coalesce((select max(d.cursor) from device d where d.account = k.key), 0)
from account_key k where k.id = $1
on conflict do nothing
-- name: CURSOR_MOVE
update device d set cursor = least($3::bigint, k.iseq)
from account_key k
where k.id = $1 and d.account = k.key and d.dev = $2 and d.cursor < least($3::bigint, k.iseq)

-- name: RETAINED_PUT
insert into retained (topic, epoch, seq, sender, type, attrs, bytes, qos, ts, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (topic) do update set epoch = excluded.epoch, seq = excluded.seq, sender = excluded.sender,
  type = excluded.type, attrs = excluded.attrs, bytes = excluded.bytes, qos = excluded.qos, ts = excluded.ts,
  expires_at = excluded.expires_at
where (excluded.epoch, excluded.seq) >= (retained.epoch, retained.seq)
-- name: RETAINED_GET
select topic, epoch, seq, sender, type, attrs, bytes, qos, ts, expires_at
from retained where topic = $1 and expires_at > $2 and octet_length(bytes) > 0
-- name: RETAINED_SCAN
select topic, epoch, seq, sender, type, attrs, bytes, qos, ts, expires_at
from retained where topic > $1 and topic >= $2 and expires_at > $3 and octet_length(bytes) > 0 order by topic limit $4
-- name: RETAINED_COUNT
select count(*), coalesce(sum(octet_length(bytes)), 0)::bigint from retained where expires_at > $1 and octet_length(bytes) > 0
-- name: RETAINED_EXPIRE
delete from retained where expires_at <= $1 and expires_at < 9223372036854775807

-- name: SESSION_FIND
select key, expires_at, head, sent, holder, will_at, will_delay, will_topic, will_type, will_attrs, will_bytes, will_qos, will_retain, will_life
from session where account = $1 and dev = $2 for no key update
-- name: SESSION_ADD
insert into session (account, dev, version, holder, expiry, expires_at, will_at, will_delay, will_topic, will_type, will_attrs, will_bytes, will_qos, will_retain, will_life)
values ($1, $2, $3, $4, $5, 9223372036854775807, 9223372036854775807, $6, $7, $8, $9, $10, $11, $12, $13) returning key
-- name: SESSION_RESUME
update session set sent = case when holder > 0 then head else sent end, holder = $2, expiry = $3, expires_at = 9223372036854775807, will_at = 9223372036854775807, will_delay = $4,
  will_topic = $5, will_type = $6, will_attrs = $7, will_bytes = $8, will_qos = $9, will_retain = $10, will_life = $11
where key = $1
-- name: SESSION_CLOSE
update session set holder = 0, sent = greatest(sent, $3), expiry = $4, expires_at = $6::bigint + $4::bigint,
  will_at = case when $5::bigint = 1 and will_topic is not null then $6::bigint + least(will_delay, $4::bigint) else 9223372036854775807 end
where key = $1 and holder = $2
-- name: SESSION_HOLD
update session set holder = $2, expires_at = 9223372036854775807, will_at = 9223372036854775807
where key = $1 and holder in (0, $2)
-- name: SESSION_DROP
delete from session where key = $1
-- name: SESSION_SUBS_DROP
delete from session_sub where session = $1
-- name: SESSION_QUEUE_CLEAR
delete from session_queue where session = $1
-- name: SESSION_INBOUND_CLEAR
delete from session_inbound where session = $1
-- name: SESSION_OUTBOUND_CLEAR
delete from session_outbound where session = $1
-- name: SESSION_GONE
insert into session_gone (session, version, at) values ($1, $2, $3) on conflict do nothing
-- name: SESSION_EXPIRED
select key from session where key = $1 and holder = 0 and expires_at <= $2 for no key update
-- name: SESSION_NEXT_VERSION
insert into session_version (id, number) values (1, 1)
on conflict (id) do update set number = session_version.number + 1 returning number
-- name: SESSION_VERSION
select number from session_version where id = 1
-- name: SESSION_TOUCH
update session set version = $2 where key = $1
-- name: SESSION_SUB_PUT
insert into session_sub (session, filter, qos, no_local, as_published, id, retained_after)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (session, filter) do update set qos = excluded.qos, no_local = excluded.no_local,
  as_published = excluded.as_published, id = excluded.id,
  retained_after = coalesce(excluded.retained_after, session_sub.retained_after)
-- name: SESSION_SUB_RETAINED
update session_sub set retained_after = $4 where session = $1 and filter = $2 and retained_after = $3
-- name: SESSION_SUB_DROP
delete from session_sub where session = $1 and filter = $2
-- name: SESSION_SUBS_OF
select filter, qos, no_local, as_published, id from session_sub where session = $1 order by filter
-- name: SESSION_RETAINED_OF
select filter, retained_after from session_sub where session = $1 and retained_after is not null order by filter
-- name: SESSION_INBOUND_OF
select packet from session_inbound where session = $1 and number = 0 order by packet
-- name: SESSION_OUTBOUND_OF
select packet from session_outbound where session = $1 order by packet
-- name: SESSIONS_SINCE
select s.key, s.account, s.dev, s.version, u.filter, u.qos, u.no_local, u.as_published, u.id
from session s left join session_sub u on u.session = s.key where s.version > $1 order by s.key, u.filter
-- name: SESSIONS_GONE_SINCE
select session from session_gone where version > $1 order by session
-- name: SESSION_QUEUES
select key, head, queued, queued_bytes from session where key = any(string_to_array($1::text, ',')::bigint[]) order by key for no key update
-- name: SESSION_BODY_ADD
insert into session_body (id, topic, epoch, seq, sender, type, attrs, bytes, qos, retain, ts, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
-- name: SESSION_QUEUE_ADD
insert into session_queue (session, pos, body, bytes, qos, retain, ids)
values ($1, $2, $3, $4, $5, $6, $7)
-- name: SESSION_QUEUE_ADVANCE
update session set head = $2, queued = queued + $3, queued_bytes = queued_bytes + $4 where key = $1
-- name: SESSION_QUEUE_AFTER
select head, sent, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null from session where key = $1
union all
select * from (
  select null::bigint, null::bigint, q.pos, q.body, q.qos as granted, q.retain, q.ids, b.topic, b.epoch, b.seq, b.sender, b.type, b.attrs, b.bytes, b.qos, b.retain as published, b.ts, b.expires_at
  from session_queue q join session_body b on b.id = q.body
  where q.session = $1 and q.pos > $2 order by q.pos limit $3) page
-- name: SESSION_QUEUE_HEAD
select head from session where key = $1
-- name: SESSION_QUEUE_TOPICS
select q.pos, b.topic, b.epoch, b.seq from session_queue q join session_body b on b.id = q.body
where q.session = $1 and q.pos > $2 order by q.pos
-- name: SESSION_QUEUES_SUM
select coalesce(sum(queued), 0)::bigint, coalesce(sum(queued_bytes), 0)::bigint from session
-- name: SESSION_QUEUE_COUNT
update session set queued = queued - (select count(*) from session_queue q where q.session = $1 and q.pos = any(string_to_array($2::text, ',')::bigint[])),
  queued_bytes = queued_bytes - (select coalesce(sum(q.bytes), 0) from session_queue q where q.session = $1 and q.pos = any(string_to_array($2::text, ',')::bigint[]))
where key = $1
-- name: SESSION_QUEUE_DROP
delete from session_queue where session = $1 and pos = any(string_to_array($2::text, ',')::bigint[])
-- name: SESSION_BODY_DROP
delete from session_body where id = $1 and not exists (select 1 from session_queue where body = $1)
-- name: SESSION_INBOUND_MARK
insert into session_inbound (session, packet, number) values ($1, $2, $3) on conflict do nothing
-- name: SESSION_INBOUND_NUMBER
select number from session_inbound where session = $1 and packet = $2
-- name: SESSION_INBOUND_ADD
insert into session_inbound (session, packet) values ($1, $2) on conflict do nothing
-- name: SESSION_INBOUND_DROP
delete from session_inbound where session = $1 and packet = $2
-- name: SESSION_OUTBOUND_ADD
insert into session_outbound (session, packet) values ($1, $2) on conflict do nothing
-- name: SESSION_OUTBOUND_DROP
delete from session_outbound where session = $1 and packet = $2
-- name: SESSION_ORPHAN
update session set holder = 0, sent = head, expires_at = $2::bigint + expiry,
  will_at = case when will_topic is not null then $2::bigint + least(will_delay, expiry) else 9223372036854775807 end
where holder > 0 and not ((holder >> 32) = any(string_to_array($1::text, ',')::bigint[]))
-- name: SESSIONS_DUE
select key, account, dev, expires_at, will_at, will_delay, will_topic, will_type, will_attrs, will_bytes, will_qos, will_retain, will_life
from session where expires_at < 9223372036854775807 and expires_at <= $1 and holder = 0
union all
select key, account, dev, expires_at, will_at, will_delay, will_topic, will_type, will_attrs, will_bytes, will_qos, will_retain, will_life
from session where will_at < 9223372036854775807 and will_at <= $1 and holder = 0 and expires_at > $1
limit $2
-- name: SESSION_WILL_DROP
update session set will_at = 9223372036854775807, will_topic = null, will_bytes = null, will_attrs = null
where key = $1 and holder = 0 and will_at <= $2
-- name: SESSION_BODIES_LOOSE
select b.id from session_body b where not exists (select 1 from session_queue q where q.body = b.id) order by b.id limit $1
-- name: SESSION_GONE_FORGET
delete from session_gone where at < $1
-- name: SESSION_INBOUND_LOOSE
delete from session_inbound where not exists (select 1 from session s where s.key = session_inbound.session)

-- name: BOOT_NEXT
insert into boot (id, number) values (1, 1) on conflict (id) do update set number = boot.number + 1 returning number
-- name: VALUE_ADD
insert into named_value (name, value) values ($1, $2) on conflict do nothing
-- name: VALUE_GET
select value from named_value where name = $1
