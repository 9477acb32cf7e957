/** Channels: what is published goes up to the home of its topic, gets its place there, goes out from there. */
package io.rialto.channel;
