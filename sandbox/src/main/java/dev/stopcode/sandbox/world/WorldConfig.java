package dev.stopcode.sandbox.world;

import java.time.LocalDate;

/**
 * What a world is a function of.
 *
 * @param seed another seed is another world
 * @param size how much happens in it
 * @param today the ninetieth day of its history (UTC); days after it come into being when they are asked for
 */
public record WorldConfig(long seed, Size size, LocalDate today) {}
