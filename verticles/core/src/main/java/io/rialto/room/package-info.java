/** Groups: who is in, who leads them. */
package io.rialto.room;
