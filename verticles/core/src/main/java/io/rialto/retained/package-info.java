/** Retained values of topics: on their way into the store, out of it to new subscriptions, forgotten in time. */
package io.rialto.retained;
