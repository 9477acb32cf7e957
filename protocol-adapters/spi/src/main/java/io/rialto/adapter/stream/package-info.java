/** What doors need that tell stream rooms by a handle. */
package io.rialto.adapter.stream;
