/** Messages of direct rooms and groups: who may speak, the log, who is told. */
package io.rialto.message;
