/** How the frames of a topic reach its subscribers, on whichever node those are. */
package io.rialto.spread;
