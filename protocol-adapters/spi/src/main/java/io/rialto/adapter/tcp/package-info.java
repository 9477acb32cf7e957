/** Doors that speak bytes of their own over TCP: listening, connections, what is said over one. */
package io.rialto.adapter.tcp;
