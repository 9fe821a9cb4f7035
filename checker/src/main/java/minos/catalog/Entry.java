package minos.catalog;

/**
 * Something that can be chosen by name.
 *
 * @param name as on the command line
 * @param description a phrase for lists
 */
public record Entry(String name, String description) {}
