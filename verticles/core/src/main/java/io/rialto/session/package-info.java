/** Sessions: let in by the home of their account, served by a desk for each area of commands. */
package io.rialto.session;
