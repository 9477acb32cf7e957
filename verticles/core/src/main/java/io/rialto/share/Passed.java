package io.rialto.share;

import io.rialto.contract.channel.Frame;

/** A message of a share group on its way from one home of the group to the next. */
record Passed(String topic, long epoch, Frame frame) {}
