/** Sessions that outlive their connections: who they are, the queues that wait for them. */
package io.rialto.durable;
