/** Who is online, with which status, who wants to know. */
package io.rialto.presence;
