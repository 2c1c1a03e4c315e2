package io.aiops4j.api.action;

/** What a parameter of an action may hold. */
public enum ParameterType {
  /** A DNS label after RFC 1123: lower case letters, digits and '-', at most 63. */
  NAME {
    @Override
    boolean accepts(String value) {
      return value.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    }
  },
  /** A whole number from 0 to 1,000,000. */
  COUNT {
    @Override
    boolean accepts(String value) {
      return value.matches("0|[1-9][0-9]{0,5}|1000000");
    }
  };

  abstract boolean accepts(String value);
}
