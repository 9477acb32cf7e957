package io.rialto.message;

import io.rialto.contract.command.MessageCommand.SendMessage;

/** A message of whom may say it whatever the two are to each other: that was found out before. Asked by core only. */
public record VouchedMessage(SendMessage message) {}
