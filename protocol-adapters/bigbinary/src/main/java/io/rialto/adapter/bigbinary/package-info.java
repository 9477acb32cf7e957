/** The big-binary door: raw TCP or TLS, length-prefixed frames (docs/protocol-bigbinary.md). */
package io.rialto.adapter.bigbinary;
