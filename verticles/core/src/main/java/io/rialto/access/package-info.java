/** Who may publish to, subscribe to which topics: rules, what they grant to one session, what is told when they do not. */
package io.rialto.access;
