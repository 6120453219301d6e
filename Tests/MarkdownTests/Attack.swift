/// Texts that try to become more than text, gathered from the usual collections of such vectors.
enum Attack {
  static let all =
    elements + attributes + addresses + references + breakouts + mutations + invisible

  private static let elements = [
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>", "<script\n>alert(1)</script\n>",
    "<iframe src=\"javascript:alert(1)\"></iframe>", "<object data=\"data:text/html,x\"></object>",
    "<embed src=//evil.example/x.swf>", "<base href=\"//evil.example/\">",
    "<meta http-equiv=\"refresh\" content=\"0;url=//evil.example\">",
    "<link rel=stylesheet href=//evil.example/x.css>", "<style>*{display:none}</style>",
    "<form action=//evil.example><button name=choice value=1>A</button></form>",
    "<input autofocus onfocus=alert(1)>", "<template><script>alert(1)</script></template>",
    "<marquee onstart=alert(1)>", "<plaintext>", "<noscript><p title=\"</noscript><script>x\">",
    "</main></body></html><script>alert(1)</script>", "<textarea><script>alert(1)</script>",
  ]

  private static let attributes = [
    "<img src=x onerror=alert(1)>", "<img src=x onerror=\"alert`1`\">",
    "<img/src/onerror=alert(1)>",
    "<body onload=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)>",
    "<p style=\"background:url(javascript:alert(1))\">x</p>", "<a href=x onclick=alert(1)>x</a>",
    "<div id=judgement class=keys>x</div>", "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>", "<b onmouseover\n=\n'alert(1)'>x</b>",
  ]

  private static let addresses = [
    "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](java\tscript:alert(1))",
    "[a](<java\nscript:alert(1)>)", "[a](&#106;avascript:alert(1))",
    "[a](&Tab;javascript:alert(1))",
    "[a](\u{1}javascript:alert(1))", "[a](javascript&colon;alert(1))", "[a](vbscript:msgbox(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)", "[a](//evil.example)", "[a](https:evil.example)",
    "<javascript:alert(1)>", "<data:text/html,<script>alert(1)</script>>", "[a](https\u{202E}://x)",
    "![x](javascript:alert(1))", "![x\" onerror=\"alert(1)](x)",
    "![a](x \"t\\\" onerror=alert(1)\")",
    "[a]: javascript:alert(1)\n\n[a]", "[a](https://x \"\\\" onclick=\\\"alert(1)\")",
  ]

  private static let references = [
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3E;", "&amp;lt;script&amp;gt;", "&lt", "&#0;", "&#xFFFFFF;",
    "&#x202E;txt.exe", "&NewLine;&Tab;&zwnj;&ZeroWidthSpace;", "&#xFDD0;&#xFFFE;&#xD800;",
  ]

  private static let breakouts = [
    "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>", "`\"'><svg onload=alert(1)>",
    "```\"><script>alert(1)</script>\nx\n```", "```js onload=alert(1) class=\"x\"\nx\n```",
    "~~~ </code></pre><script>alert(1)</script>\nx\n~~~",
    "    </code></pre><script>alert(1)</script>",
    "`</code><script>alert(1)</script>`", "# </h3><script>alert(1)</script>",
    "| </td><script> | b |\n|---|---|\n| <img onerror=x> | `</td>` |", "1. </li></ol><script>",
    "> </blockquote><script>alert(1)</script>", "*<b*onload=x>*",
    "{{{left}}} {{/turns}} {{> page}}",
    "<!-- --><script>alert(1)</script> -->", "<!--><script>alert(1)</script>",
    "<![CDATA[<script>]]>",
    "<?php echo 1 ?><script>", "<!DOCTYPE html><script>",
  ]

  private static let mutations = [
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=x&gt;\">",
    "<noscript><style></noscript><img src=x onerror=alert(1)>", "<p id=\"</p><script>\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<a\u{338}b>", "\u{338}", "*\u{338}a*", "<\u{338}script\u{338}>", "\"\u{301}><script>",
    "&\u{301}lt;",
    "<\u{0}script>alert(1)</script>", "<scri\u{0}pt>", "\u{0}\u{FFFD}\u{0}", "+ADw-script+AD4-",
    "\u{FF1C}script\u{FF1E}alert(1)\u{FF1C}/script\u{FF1E}", "<img src=x\u{C}onerror=alert(1)>",
    "<img src=x\u{B}onerror=alert(1)>", "\u{FEFF}<script>", "<a href=\u{E}javascript:x>",
  ]

  private static let invisible = [
    "\u{202E}evil\u{202C}", "\u{2066}a\u{2069}", "a\u{200B}b", "\u{E0041}\u{E0042}",
    "a\u{AD}b\u{7F}",
    "\u{1B}[31mred\u{1B}[0m", "a\rb\r\nc", "\u{85}\u{2028}\u{2029}", "\u{F0000}\u{E000}",
  ]
}
