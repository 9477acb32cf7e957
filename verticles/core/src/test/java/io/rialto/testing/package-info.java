/** Fakes for core's tests: a whole node without doors, whose store fails or waits when the test says so. */
package io.rialto.testing;
