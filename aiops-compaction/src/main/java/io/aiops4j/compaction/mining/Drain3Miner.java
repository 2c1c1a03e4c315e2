package io.aiops4j.compaction.mining;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A streaming miner of log templates whose ids, templates, change types, sizes and parameters are
 * those of Drain3 [1].
 *
 * <p>The same lines under the same options give what Drain3's {@code TemplateMiner} gives, also
 * when clusters are evicted; the bounds that Drain3 does not have ({@link
 * Drain3Options#maxLineChars}, {@link Drain3Options#maxTokens}, {@link
 * Drain3Options#maxMaskedChars}, {@link Drain3Options#maxBytes}, {@link
 * Drain3Options#maxPrunedBranches}) are far beyond the usual. Ids are local to one miner: across
 * miners a template is known by its text.
 *
 * <p>{@link #assign} costs time linear in the line, and a few comparisons in the clusters of a leaf
 * however many there are; unless the line starts a cluster or there are masks, all it makes is the
 * line's bytes. Masks are regular expressions and cost most of the time where there are any.
 *
 * <p>Not thread-safe: one miner a thread or a source, and their templates are joined by text; or
 * one owner that others ask.
 *
 * <p>[1] logpai/Drain3, after He, Zhu, Zheng, Lyu: Drain: An Online Log Parsing Approach with Fixed
 * Depth Tree, ICWS 2017.
 */
public final class Drain3Miner {
  private static final int USUAL_CHARS = 1 << 12;

  private final Drain3Options options;
  private final TokenLine line;
  private final MinerCore core;
  private final MaskChain masks;
  private final ParameterExtractor extractor;
  private final Delimiters delimiters;
  private final MaskScanner scanner = new MaskScanner();
  private final boolean simpleDelimiters;
  private final boolean blanksOnly;
  private char[] chars = {};

  /** Makes an empty miner with {@link Drain3Options#defaults()}. */
  public Drain3Miner() {
    this(Drain3Options.defaults());
  }

  /**
   * Makes an empty miner.
   *
   * @param options its parameters and bounds
   * @throws IllegalArgumentException if a mask is no regular expression that Java has too
   */
  public Drain3Miner(Drain3Options options) {
    this.options = requireNonNull(options, "options");
    line = new TokenLine(options.maxLineChars(), options.maxTokens());
    core =
        options.engine() == Drain3Options.Engine.DRAIN
            ? new DrainCore(options, line)
            : new JaccardCore(options, line);
    masks =
        new MaskChain(
            options.masks(), options.maskPrefix(), options.maskSuffix(), options.maxMaskedChars());
    extractor = new ParameterExtractor(options);
    simpleDelimiters = options.extraDelimiters().stream().allMatch(Drain3Miner::isSimple);
    delimiters = new Delimiters(simpleDelimiters ? options.extraDelimiters() : List.of());
    blanksOnly = !simpleDelimiters || options.extraDelimiters().isEmpty();
  }

  /** {@return a delimiter whose replacement is the same as parting at it} */
  private static boolean isSimple(String delimiter) {
    return delimiter.length() == 1 && !Character.isSurrogate(delimiter.charAt(0));
  }

  /**
   * Takes a line.
   *
   * @param text of the line, without header and line end
   * @return what became of it
   */
  public MinedLine add(String text) {
    read(text);
    Cluster cluster = core.add();
    return new MinedLine(core.change, template(cluster), core.clusters.size());
  }

  /**
   * Takes a line, and makes nothing of it but the id: the fast way.
   *
   * @param text of the line, without header and line end
   * @return the id of its cluster
   */
  public int assign(String text) {
    read(text);
    return core.add().id;
  }

  /**
   * {@return the template that matches a line in full, if there is one; nothing is learned}
   *
   * @param text of the line
   * @param strategy how hard to look
   */
  public Optional<MinedTemplate> match(String text, SearchStrategy strategy) {
    requireNonNull(strategy, "strategy");
    read(text);
    return Optional.ofNullable(core.match(strategy)).map(this::template);
  }

  /**
   * {@return what stands in a line where a template has masks and wildcards, in order; empty if the
   * line is none of the template}
   *
   * @param template its text, such as {@link MinedTemplate#text()}
   * @param text of the line, not masked
   * @param exact whether a mask stands only for what its own expressions match, or for anything
   */
  public Optional<List<MinedParameter>> extract(String template, String text, boolean exact) {
    return extractor.extract(
        requireNonNull(template, "template"), requireNonNull(text, "text"), exact);
  }

  /**
   * {@return a line after the masks}
   *
   * @param text of the line
   */
  public String mask(String text) {
    String masked = masks.apply(requireNonNull(text, "text"));
    if (!options.builtInMasks()) {
      return masked;
    }
    int length = scan(masked, masked.length());
    return new String(scanner.text(), 0, length);
  }

  /**
   * {@return the tokens of a line, without masking}
   *
   * @param text of the line
   */
  public List<String> tokens(String text) {
    split(requireNonNull(text, "text"));
    List<String> tokens = new ArrayList<>(line.size);
    for (int i = 0; i < line.size; i++) {
      tokens.add(line.text(i));
    }
    return tokens;
  }

  /** {@return the living templates, by id} */
  public List<MinedTemplate> templates() {
    return Arrays.stream(core.clusters.byId()).map(this::template).toList();
  }

  /**
   * {@return a template as it is now; empty if it never was or was evicted}
   *
   * @param id of its cluster
   */
  public Optional<MinedTemplate> template(int id) {
    return id < 1
        ? Optional.empty()
        : Optional.ofNullable(core.clusters.get(id)).map(this::template);
  }

  /** {@return how many clusters are alive} */
  public int size() {
    return core.clusters.size();
  }

  /** {@return how many clusters were ever made, which is the last id} */
  public int created() {
    return core.created;
  }

  /**
   * Counts as a use of every cluster, by id, when it comes to which one goes first.
   *
   * <p>Drain3 does this, as a side effect of its cache, whenever its list of clusters is read and
   * when it saves or loads its state. Here reading changes nothing; call this to evict in the same
   * order after the same readings.
   */
  public void refreshAll() {
    for (Cluster cluster : core.clusters.byId()) {
      cluster.used = ++core.uses;
    }
  }

  /**
   * {@return everything it learned, as bytes: versioned and checksummed; the same lines give the
   * same bytes}
   */
  public byte[] state() {
    return new MinerState(core).write();
  }

  /**
   * {@return a miner that goes on where the one of a state stopped}
   *
   * @param options its parameters; engine, depth and wildcard must be those of the state, the
   *     others may have changed
   * @param state what {@link #state()} gave; from anywhere, nothing in it is trusted
   * @throws io.aiops4j.compaction.state.InvalidStateException if it is no such state
   */
  public static Drain3Miner restore(Drain3Options options, byte[] state) {
    Drain3Miner miner = new Drain3Miner(options);
    new MinerState(miner.core).read(requireNonNull(state, "state"));
    return miner;
  }

  /** {@return how many times a mask was not applied to a line because of the bounds} */
  public long masksGivenUp() {
    return masks.givenUp();
  }

  private void read(String text) {
    requireNonNull(text, "text");
    String masked = options.masks().isEmpty() ? text : masks.apply(text);
    if (!options.builtInMasks()) {
      split(masked);
    } else if (simpleDelimiters) {
      int length = scan(masked, options.maxLineChars());
      line.take(scanner.text(), length);
      splitTaken();
    } else {
      split(mask(text));
    }
  }

  /** Applies the built-in masks; gives the length of what the scanner has then. */
  private int scan(String text, int most) {
    int length = Math.min(text.length(), most);
    if (chars.length < length || chars.length > USUAL_CHARS && length <= USUAL_CHARS) {
      chars = new char[Math.max(length, USUAL_CHARS)];
    }
    text.getChars(0, length, chars, 0);
    return scanner.mask(chars, length);
  }

  private void split(String text) {
    String parted = text;
    if (!simpleDelimiters) {
      parted = Blanks.strip(text);
      for (String delimiter : options.extraDelimiters()) {
        parted = parted.replace(delimiter, " ");
      }
    }
    line.take(parted);
    splitTaken();
  }

  private void splitTaken() {
    if (blanksOnly) {
      line.split();
    } else {
      line.split(delimiters);
    }
  }

  private MinedTemplate template(Cluster cluster) {
    return new MinedTemplate(cluster.id, cluster.size, core.text(cluster));
  }
}
