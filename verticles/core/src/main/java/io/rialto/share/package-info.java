/** Share groups: each message to one member, balanced, with failover (docs/adr/0016). */
package io.rialto.share;
