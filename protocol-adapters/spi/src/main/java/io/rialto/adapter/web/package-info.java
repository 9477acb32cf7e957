/** HTTP servers with WebSockets on them, as doors are built from. */
package io.rialto.adapter.web;
