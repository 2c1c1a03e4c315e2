package io.aiops4j.api.journal;

/**
 * An event that tells of an action: what the ledger of all incidents is folded from. Appending one
 * moves the ledger's version.
 */
public interface LedgerEvent extends IncidentEvent {}
