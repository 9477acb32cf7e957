package io.rialto.adapter.thrift;

/**
 * One field of a struct.
 *
 * @param <T> what its value is
 * @param id its number on the Thrift wire
 * @param name its name in JSON
 * @param index its place among the fields of its struct
 * @param required whether it is always on the wire; what comes in may lack it all the same
 */
record Field<T>(int id, String name, int index, boolean required, Kind<T> kind) {}
