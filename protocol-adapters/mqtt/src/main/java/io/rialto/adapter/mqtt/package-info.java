/** The MQTT door: 3.1.1 and 5.0 over TCP or TLS. */
package io.rialto.adapter.mqtt;
