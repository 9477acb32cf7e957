-- texts for a test
-- name: ACCOUNT_INTERN
two lines
  -- with a comment

of one text
-- name: ACCOUNT_ADD
select 1
-- name: ACCOUNT_BY_ID
select 1
-- name: ACCOUNT_BY_LOGIN
select 1
-- name: ACCOUNT_SET_HASH
select 1
-- name: ACCOUNT_RENEW
select 1
-- name: ACCOUNT_BLOCK
select 1
-- name: ACCOUNT_UNBLOCK
select 1
-- name: ACCOUNT_EPOCH
select 1
-- name: ACCOUNTS_BLOCKED
select 1
-- name: ROOM_INTERN
select 1
-- name: ROOM_ADD
select 1
-- name: ROOM_BY_ID
select 1
-- name: ROOM_LOCK
select 1
-- name: ROOM_SET
select 1
-- name: MEMBERS_DROP
select 1
-- name: MEMBER_PUT
select 1
-- name: STANDING_PUT
select 1
-- name: STANDING_DROP
select 1
-- name: STANDINGS_DROP
select 1
-- name: STANDINGS_OF
select 1
-- name: STANDING_AT
select 1
-- name: MEMBER_DROP
select 1
-- name: MEMBERS_OF
select 1
-- name: ROOMS_OF
select 1
-- name: PAIR_LOCK
select 1
-- name: CONTACT_PAIR
select 1
-- name: CONTACT_SET
select 1
-- name: CONTACT_DROP
select 1
-- name: CONTACT_COUNT
select 1
-- name: FRIENDS_OF
select 1
-- name: BLOCKED_OF
select 1
-- name: REACHABLE_FROM
select 1
-- name: ACCOUNT_PROFILES
select 1
-- name: ACCOUNT_PROFILE_PUT
select 1
-- name: ACCOUNT_PROFILE_DROP
select 1
-- name: ROOM_PROFILES
select 1
-- name: ROOM_PROFILE_PUT
select 1
-- name: ROOM_PROFILE_DROP
select 1
-- name: ROOM_PROFILE_CLEAR
select 1
-- name: LOG_AFTER
select 1
-- name: LOG_BEFORE
select 1
-- name: LOG_BY_ID
select 1
-- name: LOG_HEAD
select 1
-- name: INBOX_AFTER
select 1
-- name: INBOX_HEAD
select 1
-- name: DEVICE_POSITION
select 1
-- name: DEVICE_ADD
select 1
-- name: CURSOR_MOVE
select 1
-- name: RETAINED_PUT
select 1
-- name: RETAINED_GET
select 1
-- name: RETAINED_SCAN
select 1
-- name: RETAINED_COUNT
select 1
-- name: RETAINED_EXPIRE
select 1
-- name: BOOT_NEXT
select 1
-- name: VALUE_ADD
select 1
-- name: VALUE_GET
select 1
-- name: SESSION_FIND
select 1
-- name: SESSION_ADD
select 1
-- name: SESSION_RESUME
select 1
-- name: SESSION_CLOSE
select 1
-- name: SESSION_HOLD
select 1
-- name: SESSION_DROP
select 1
-- name: SESSION_SUBS_DROP
select 1
-- name: SESSION_QUEUE_CLEAR
select 1
-- name: SESSION_INBOUND_CLEAR
select 1
-- name: SESSION_OUTBOUND_CLEAR
select 1
-- name: SESSION_GONE
select 1
-- name: SESSION_EXPIRED
select 1
-- name: SESSION_NEXT_VERSION
select 1
-- name: SESSION_VERSION
select 1
-- name: SESSION_TOUCH
select 1
-- name: SESSION_SUB_PUT
select 1
-- name: SESSION_SUB_RETAINED
select 1
-- name: SESSION_SUB_DROP
select 1
-- name: SESSION_SUBS_OF
select 1
-- name: SESSION_RETAINED_OF
select 1
-- name: SESSION_INBOUND_OF
select 1
-- name: SESSION_OUTBOUND_OF
select 1
-- name: SESSIONS_SINCE
select 1
-- name: SESSIONS_GONE_SINCE
select 1
-- name: SESSION_QUEUES
select 1
-- name: SESSION_BODY_ADD
select 1
-- name: SESSION_QUEUE_ADD
select 1
-- name: SESSION_QUEUE_ADVANCE
select 1
-- name: SESSION_QUEUE_AFTER
select 1
-- name: SESSION_QUEUE_HEAD
select 1
-- name: SESSION_QUEUE_TOPICS
select 1
-- name: SESSION_QUEUES_SUM
select 1
-- name: SESSION_QUEUE_COUNT
select 1
-- name: SESSION_QUEUE_DROP
select 1
-- name: SESSION_BODY_DROP
select 1
-- name: SESSION_INBOUND_MARK
select 1
-- name: SESSION_INBOUND_NUMBER
select 1
-- name: SESSION_INBOUND_ADD
select 1
-- name: SESSION_INBOUND_DROP
select 1
-- name: SESSION_OUTBOUND_ADD
select 1
-- name: SESSION_OUTBOUND_DROP
select 1
-- name: SESSION_ORPHAN
select 1
-- name: SESSIONS_DUE
select 1
-- name: SESSION_WILL_DROP
select 1
-- name: SESSION_BODIES_LOOSE
select 1
-- name: SESSION_GONE_FORGET
select 1
-- name: SESSION_INBOUND_LOOSE
select 1
