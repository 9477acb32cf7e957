/** How what core says to another node looks in bytes: records by their components, a closed list of words. */
package io.rialto.wire;
