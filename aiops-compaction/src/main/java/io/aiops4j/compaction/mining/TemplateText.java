package io.aiops4j.compaction.mining;

import java.util.List;

/** Writes the text of a template: what its lines share, and wildcards where they differ. */
final class TemplateText {
  private TemplateText() {}

  /** The text of lines whose units are alike. */
  static String of(List<Units> lines) {
    Units first = lines.get(0);
    StringBuilder out = new StringBuilder(first.pieces.text.length());
    for (int unit = 0; unit < first.size; unit++) {
      if (first.varies(unit) && !sameForm(lines, unit)) {
        if (first.from[unit] < first.to[unit] && first.pieces.afterBlank(first.from[unit])) {
          blank(out);
        }
        out.append(TemplateMatcher.REST);
      } else {
        for (int i = 0; i < first.to[unit] - first.from[unit]; i++) {
          piece(lines, unit, i, out);
        }
      }
    }
    return out.toString();
  }

  private static void piece(List<Units> lines, int unit, int i, StringBuilder out) {
    Units first = lines.get(0);
    int piece = first.from[unit] + i;
    boolean differs = false;
    for (Units line : lines) {
      int theirs = line.from[unit] + i;
      differs |= line.isWild(theirs) || !first.pieces.sameText(piece, line.pieces, theirs);
    }
    if (first.pieces.afterBlank(piece)) {
      blank(out);
    }
    if (differs) {
      out.append(TemplateMatcher.ANY);
    } else {
      out.append(first.pieces.text, first.pieces.from[piece], first.pieces.to[piece]);
    }
  }

  /** Whether a run has the same marks and measures in every line, so that it can be written out. */
  private static boolean sameForm(List<Units> lines, int unit) {
    Units first = lines.get(0);
    int length = first.to[unit] - first.from[unit];
    for (Units line : lines) {
      if (line.to[unit] - line.from[unit] != length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        int mine = first.from[unit] + i;
        int theirs = line.from[unit] + i;
        boolean fixed = isFixed(first, mine) || isFixed(line, theirs);
        if (first.pieces.afterBlank(mine) != line.pieces.afterBlank(theirs)
            || first.pieces.kind[mine] == Pieces.REST != (line.pieces.kind[theirs] == Pieces.REST)
            || fixed && !first.pieces.sameText(mine, line.pieces, theirs)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isFixed(Units line, int piece) {
    return line.pieces.kind[piece] == Pieces.MARK || line.isMeasure(piece);
  }

  private static void blank(StringBuilder out) {
    if (out.length() > 0) {
      out.append(' ');
    }
  }
}
