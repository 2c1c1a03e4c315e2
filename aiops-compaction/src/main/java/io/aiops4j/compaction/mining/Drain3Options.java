package io.aiops4j.compaction.mining;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * How a {@link Drain3Miner} mines: Drain3's parameters under its defaults, and bounds that Drain3
 * does not have. Immutable and thread-safe.
 */
public final class Drain3Options {
  /** How lines and templates are compared. */
  public enum Engine {
    /** Token by token; lines of different length are never alike. */
    DRAIN,
    /** As sets of tokens, after the first token; lines of different length may be alike. */
    JACCARD
  }

  private static final int MOST_DEPTH = 256;

  private final Engine engine;
  private final double similarity;
  private final int depth;
  private final int maxChildren;
  private final int maxClusters;
  private final List<String> extraDelimiters;
  private final boolean parametrizeNumericTokens;
  private final String maskPrefix;
  private final String maskSuffix;
  private final List<RegexMask> masks;
  private final boolean builtInMasks;
  private final int maxLineChars;
  private final int maxTokens;
  private final int maxMaskedChars;
  private final long maxBytes;
  private final int maxPrunedBranches;

  private Drain3Options(Builder builder) {
    engine = builder.engine;
    similarity = builder.similarity;
    depth = builder.depth;
    maxChildren = builder.maxChildren;
    maxClusters = builder.maxClusters;
    extraDelimiters = List.copyOf(builder.extraDelimiters);
    parametrizeNumericTokens = builder.parametrizeNumericTokens;
    maskPrefix = builder.maskPrefix;
    maskSuffix = builder.maskSuffix;
    masks = List.copyOf(builder.masks);
    builtInMasks = builder.builtInMasks;
    maxLineChars = builder.maxLineChars;
    maxTokens = builder.maxTokens;
    maxMaskedChars = builder.maxMaskedChars;
    maxBytes = builder.maxBytes;
    maxPrunedBranches = builder.maxPrunedBranches;
  }

  /** {@return Drain3's defaults, without masks} */
  public static Drain3Options defaults() {
    return builder().build();
  }

  /** {@return a builder that starts from the defaults} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return how lines and templates are compared} */
  public Engine engine() {
    return engine;
  }

  /** {@return the share of equal tokens from which a line joins a template} */
  public double similarity() {
    return similarity;
  }

  /** {@return the levels of the tree, with root and leaves} */
  public int depth() {
    return depth;
  }

  /** {@return the most branches of a node} */
  public int maxChildren() {
    return maxChildren;
  }

  /** {@return the most clusters, or 0 for no bound but {@link #maxBytes}} */
  public int maxClusters() {
    return maxClusters;
  }

  /** {@return texts that part tokens beside white space, in the order they are applied} */
  public List<String> extraDelimiters() {
    return extraDelimiters;
  }

  /** {@return whether a token with a digit takes the wildcard's branch} */
  public boolean parametrizeNumericTokens() {
    return parametrizeNumericTokens;
  }

  /** {@return what stands before the name of a mask, and before the star of the wildcard} */
  public String maskPrefix() {
    return maskPrefix;
  }

  /** {@return what stands behind the name of a mask, and behind the star of the wildcard} */
  public String maskSuffix() {
    return maskSuffix;
  }

  /** {@return the text of the wildcard, such as {@code <*>}} */
  public String wildcard() {
    return maskPrefix + "*" + maskSuffix;
  }

  /** {@return the masks, in the order they are applied} */
  public List<RegexMask> masks() {
    return masks;
  }

  /** {@return whether {@link MaskScanner} masks lines, after the user's masks} */
  public boolean builtInMasks() {
    return builtInMasks;
  }

  /** {@return the most characters of a line; the rest is cut off} */
  public int maxLineChars() {
    return maxLineChars;
  }

  /** {@return the most tokens of a line; the rest is cut off} */
  public int maxTokens() {
    return maxTokens;
  }

  /** {@return the most characters of a line that masks are applied to; longer lines stay as is} */
  public int maxMaskedChars() {
    return maxMaskedChars;
  }

  /** {@return about how many bytes of templates are held before the least recently used go} */
  public long maxBytes() {
    return maxBytes;
  }

  /** {@return how many pruned branches are remembered, 16 to 64 bytes each} */
  public int maxPrunedBranches() {
    return maxPrunedBranches;
  }

  /** Collects options; each has Drain3's default. Not thread-safe. */
  public static final class Builder {
    private Engine engine = Engine.DRAIN;
    private double similarity = 0.4;
    private int depth = 4;
    private int maxChildren = 100;
    private int maxClusters;
    private List<String> extraDelimiters = List.of();
    private boolean parametrizeNumericTokens = true;
    private String maskPrefix = "<";
    private String maskSuffix = ">";
    private final List<RegexMask> masks = new ArrayList<>();
    private boolean builtInMasks;
    private int maxLineChars = 1 << 22;
    private int maxTokens = 1 << 18;
    private int maxMaskedChars = 1 << 20;
    private long maxBytes = 64L << 20;
    private int maxPrunedBranches = 1 << 18;

    private Builder() {}

    /**
     * Sets how lines and templates are compared; {@link Engine#DRAIN} if not called.
     *
     * @param value either
     * @return this builder
     */
    public Builder engine(Engine value) {
      engine = requireNonNull(value, "engine");
      return this;
    }

    /**
     * Sets the share of equal tokens from which a line joins a template; 0.4 if not called.
     *
     * @param value from 0 to 1
     * @return this builder
     */
    public Builder similarity(double value) {
      similarity = value;
      return this;
    }

    /**
     * Sets the levels of the tree, with root and leaves; 4 if not called.
     *
     * @param value 3 to 256: {@code value - 3} tokens lead to a leaf
     * @return this builder
     */
    public Builder depth(int value) {
      depth = value;
      return this;
    }

    /**
     * Sets the most branches of a node; 100 if not called.
     *
     * @param value at least 1; the last branch is the wildcard's
     * @return this builder
     */
    public Builder maxChildren(int value) {
      maxChildren = value;
      return this;
    }

    /**
     * Sets the most clusters; no bound but {@link #maxBytes} if not called.
     *
     * @param value at least 1; the one that no line joined for longest goes first
     * @return this builder
     */
    public Builder maxClusters(int value) {
      maxClusters = value == 0 ? -1 : value;
      return this;
    }

    /**
     * Sets texts that part tokens beside white space; none if not called.
     *
     * @param value taken literally, replaced by a blank in this order
     * @return this builder
     */
    public Builder extraDelimiters(List<String> value) {
      extraDelimiters = List.copyOf(value);
      return this;
    }

    /**
     * Sets whether a token with a digit takes the wildcard's branch; true if not called.
     *
     * @param value either
     * @return this builder
     */
    public Builder parametrizeNumericTokens(boolean value) {
      parametrizeNumericTokens = value;
      return this;
    }

    /**
     * Sets what stands around the name of a mask and the star of the wildcard; {@code <} and {@code
     * >} if not called.
     *
     * @param prefix before it
     * @param suffix behind it
     * @return this builder
     */
    public Builder maskWrapper(String prefix, String suffix) {
      maskPrefix = requireNonNull(prefix, "prefix");
      maskSuffix = requireNonNull(suffix, "suffix");
      return this;
    }

    /**
     * Adds a mask, applied after those added before.
     *
     * @param pattern in the syntax of Python's {@code re}
     * @param name of what it matches
     * @return this builder
     */
    public Builder mask(String pattern, String name) {
      masks.add(new RegexMask(pattern, name));
      return this;
    }

    /**
     * Sets whether {@link MaskScanner} masks lines, after the user's masks; false if not called.
     *
     * <p>Drain3 has no such masks: they cost a fraction of regular expressions, and name what they
     * replace by {@link Mask}, always between angle brackets.
     *
     * @param value either
     * @return this builder
     */
    public Builder builtInMasks(boolean value) {
      builtInMasks = value;
      return this;
    }

    /**
     * Sets the most characters of a line; 4,194,304 if not called.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder maxLineChars(int value) {
      maxLineChars = value;
      return this;
    }

    /**
     * Sets the most tokens of a line; 262,144 if not called.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder maxTokens(int value) {
      maxTokens = value;
      return this;
    }

    /**
     * Sets the most characters of a line that masks are applied to; 1,048,576 if not called.
     *
     * @param value at least 0
     * @return this builder
     */
    public Builder maxMaskedChars(int value) {
      maxMaskedChars = value;
      return this;
    }

    /**
     * Sets about how many bytes of templates are held; 64 MiB if not called, which is enough for
     * some 300,000 templates of ten tokens.
     *
     * @param value at least 65,536; beyond, the clusters that no line joined for longest go
     * @return this builder
     */
    public Builder maxBytes(long value) {
      maxBytes = value;
      return this;
    }

    /**
     * Sets how many pruned branches are remembered, so that ids stay Drain3's; 262,144 if not
     * called. When there are more, all are forgotten, and a node has room for new branches again.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder maxPrunedBranches(int value) {
      maxPrunedBranches = value;
      return this;
    }

    /**
     * {@return the options}
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Drain3Options build() {
      check(similarity >= 0 && similarity <= 1, "similarity", "from 0 to 1");
      check(depth >= 3 && depth <= MOST_DEPTH, "depth", "from 3 to " + MOST_DEPTH);
      check(maxChildren >= 1, "maxChildren", "at least 1");
      check(maxClusters >= 0, "maxClusters", "at least 1");
      check(maxLineChars >= 1, "maxLineChars", "at least 1");
      check(maxTokens >= 1, "maxTokens", "at least 1");
      check(maxMaskedChars >= 0, "maxMaskedChars", "at least 0");
      check(maxBytes >= 1 << 16, "maxBytes", "at least 65536");
      check(maxPrunedBranches >= 1, "maxPrunedBranches", "at least 1");
      return new Drain3Options(this);
    }

    private static void check(boolean holds, String option, String range) {
      if (!holds) {
        throw new IllegalArgumentException(
            "The option " + option + " of a Drain3 miner must be " + range);
      }
    }
  }
}
