namespace GenNet.Reports;

/// <summary>How the page looks: light or dark as the reader has it, on paper, and on a screen of any width.</summary>
internal static class PageStyle
{
    public static void Write(HtmlBuilder html) => html.AddLine($$"""
        <style>
        :root { color-scheme: light dark; --back: #fff; --panel: #f5f6f8; --text: #1b1f24; --faint: #59636e; --grid: #dfe3e8;
          --curve0: #0b5cad; --curve1: #b83b00; --curve2: #1a7431; --curve3: #7928a1; --right: #8fc9a3; --wrong: #f2a583; }
        @media (prefers-color-scheme: dark) {
          :root { --back: #14171a; --panel: #1f2429; --text: #e8eaed; --faint: #a4adb7; --grid: #383f47;
            --curve0: #74b7ff; --curve1: #ff9f66; --curve2: #79d08f; --curve3: #d3a1ff; --right: #245c37; --wrong: #7d3517; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.5rem; max-width: 76rem; background: var(--back); color: var(--text);
          font: 1rem/1.5 system-ui, sans-serif; }
        h1, h2, h3 { line-height: 1.2; }
        h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--grid); padding-bottom: .3rem; }
        a { color: var(--curve0); }
        a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--curve1); outline-offset: 2px; }
        nav ul { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; margin: 1rem 0 0; padding: 0; list-style: none; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .6rem; margin: 1rem 0 0; }
        .tiles div { background: var(--panel); border-radius: .5rem; padding: .5rem .8rem; }
        dt { color: var(--faint); font-size: .875rem; }
        dd { margin: 0; font-size: 1.4rem; font-variant-numeric: tabular-nums; }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); gap: 1.2rem; align-items: start; }
        .histograms { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12.5rem), 1fr)); gap: 1.2rem; }
        figure { margin: 0; background: var(--panel); border-radius: .5rem; padding: .8rem; min-width: 0; max-width: 41rem; }
        figcaption, caption { font-weight: 600; text-align: left; margin-bottom: .4rem; }
        figure p { margin: .3rem 0 0; color: var(--faint); font-size: .875rem; }
        svg { display: block; width: 100%; max-width: 40rem; height: auto; font-size: 12px; }
        svg text { fill: var(--text); }
        .end { text-anchor: end; }
        .middle { text-anchor: middle; }
        .strong { font-weight: 600; font-size: 14px; }
        .grid { stroke: var(--grid); }
        .axis { stroke: var(--faint); fill: none; }
        .mark { stroke: var(--faint); stroke-dasharray: 2 3; }
        .diagonal { stroke: var(--faint); stroke-dasharray: 6 4; }
        .line { fill: none; stroke-width: 2; }
        .curve0 { --curve: var(--curve0); }
        .curve1 { --curve: var(--curve1); stroke-dasharray: 7 3; }
        .curve2 { --curve: var(--curve2); stroke-dasharray: 2 2; }
        .curve3 { --curve: var(--curve3); stroke-dasharray: 9 3 2 3; }
        .line[class*=curve] { stroke: var(--curve); }
        .marker { fill: var(--curve); stroke: none; }
        .bars { fill: var(--curve0); }
        .box { fill: none; stroke: var(--faint); stroke-dasharray: 4 3; }
        .learnt { fill: var(--back); stroke: var(--curve0); stroke-width: 2; stroke-dasharray: none; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; }
        th, td { padding: .2rem .6rem; text-align: left; border-bottom: 1px solid var(--grid); overflow-wrap: anywhere; }
        tbody th { font-weight: 400; color: var(--faint); }
        .numbers th, .numbers td { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
        .numbers .words { text-align: left; overflow-wrap: anywhere; min-width: 14rem; }
        .right { background: color-mix(in srgb, var(--right) var(--share), transparent); font-weight: 700; }
        .zero { color: var(--faint); }
        .wrong { background: color-mix(in srgb, var(--wrong) min(100%, 3 * var(--share)), transparent); }
        .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr)); gap: .6rem;
          padding: 0; list-style: none; }
        .pictures li { display: flex; gap: .7rem; align-items: center; background: var(--panel); border-radius: .5rem; padding: .5rem;
          font-size: .875rem; }
        img { image-rendering: pixelated; max-width: 100%; height: auto; }
        .sheet { margin-bottom: 1.2rem; max-width: none; }
        .sheet img { background: var(--faint); }
        details { margin-top: 1rem; }
        summary { cursor: pointer; }
        code { overflow-wrap: anywhere; }
        @media (max-width: 30rem) {
          body { padding: .8rem; }
          figure { padding: .4rem; }
          svg { font-size: 14px; }
          .numbers .words { min-width: 28rem; }
        }
        @media print { figure, .tiles div, .pictures li { break-inside: avoid; } nav { display: none; } }
        </style>
        """);
}
