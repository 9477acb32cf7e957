/** The way between verticles, on this node or another one. */
package io.rialto.bus;
