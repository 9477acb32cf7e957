/** What operators ask of nodes, wherever what they ask about is. */
package io.rialto.office;
