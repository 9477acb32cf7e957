/**
 * How a session is fed from its account's inbox (rooms.md §3.4): two pure machines, one for clients that speak the
 * handshake, one for doors where the server drives, with the feeds that carry out what they decide.
 */
package io.rialto.session.sync;
