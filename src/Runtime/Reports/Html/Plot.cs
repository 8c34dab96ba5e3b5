namespace GenNet.Reports;

/// <summary>A drawing with two axes, in which numbers have their places: a figure with a caption and a description in words.</summary>
internal sealed class Plot
{
    // Above the drawing there are two lines of text: the legend, and below it the words of marks.
    private const double Width = 440, Height = 272, Left = 62, Right = 14, Top = 40, Bottom = 42;

    private readonly HtmlBuilder _html;
    private readonly Axis _horizontal, _vertical;
    private double _legendEnd = Left;

    /// <summary>Begins the drawing.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="id">Tells the drawing from the page's others.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="description">What is to be seen in it.</param>
    /// <param name="horizontal">The axis from left to right, and what is on it.</param>
    /// <param name="vertical">The axis upwards, and what is on it.</param>
    public Plot(
        HtmlBuilder html, string id, string caption, string description,
        (Axis Axis, string Name) horizontal, (Axis Axis, string Name) vertical)
    {
        (_html, _horizontal, _vertical) = (html, horizontal.Axis, vertical.Axis);
        string verticalName = vertical.Name + (_vertical.IsLogarithmic ? ", logarithmic" : "");
        html.AddLine($"""
            <figure><figcaption>{caption}</figcaption>
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="{id}-title {id}-description">
            <title id="{id}-title">{caption}</title><desc id="{id}-description">{description}</desc>
            """);
        foreach (double tick in _vertical.Ticks)
        {
            html.AddLine($"""
                <line class="grid" x1="{Left}" x2="{Width - Right}" y1="{Y(tick)}" y2="{Y(tick)}"/>
                <text class="end" x="{Left - 6}" y="{Y(tick) + 4}">{Text.Of(tick)}</text>
                """);
        }

        foreach (double tick in _horizontal.Ticks)
        {
            html.AddLine($"""
                <line class="axis" x1="{X(tick)}" x2="{X(tick)}" y1="{Height - Bottom}" y2="{Height - Bottom + 4}"/>
                <text class="middle" x="{X(tick)}" y="{Height - Bottom + 17}">{Text.Of(tick)}</text>
                """);
        }

        html.AddLine($"""
            <line class="axis" x1="{Left}" x2="{Width - Right}" y1="{Height - Bottom}" y2="{Height - Bottom}"/>
            <text class="middle" x="{(Left + Width - Right) / 2}" y="{Height - 7}">{horizontal.Name}</text>
            <text class="middle" transform="translate(13 {(Top + Height - Bottom) / 2}) rotate(-90)">{verticalName}</text>
            """);
    }

    /// <summary>How many places beside each other differ to the eye.</summary>
    public static int Columns => (int)(Width - Left - Right);

    /// <summary>Ends the drawing.</summary>
    public void End() => _html.AddLine($"</svg></figure>");

    /// <summary>Draws a line through points; one that is not finite breaks it.</summary>
    /// <param name="style">The class that styles it.</param>
    /// <param name="points">The points, left to right.</param>
    public void AddLine(string style, IEnumerable<(double X, double Y)> points)
    {
        _html.Add($"<path class=\"line {style}\" d=\"");
        bool isDrawing = false;
        foreach ((double x, double y) in points)
        {
            if (double.IsFinite(y))
                _html.Add($"{(isDrawing ? "L" : "M")}{X(x)} {Y(y)}");
            isDrawing = double.IsFinite(y);
        }

        _html.AddLine($"\"/>");
    }

    /// <summary>Draws a line upwards, with a word at its head.</summary>
    public void AddMark(double x, string text)
    {
        _html.AddLine($"""
            <line class="mark" x1="{X(x)}" x2="{X(x)}" y1="{Top}" y2="{Height - Bottom}"/>
            <text class="middle" x="{X(x)}" y="{Top - 4}">{text}</text>
            """);
    }

    /// <summary>Marks a point, which says what it is where the pointer rests on it.</summary>
    public void AddPoint(int curve, double x, double y, double radius, string text)
    {
        AddMarker(curve, X(x), Y(y), radius);
        _html.AddLine($"<title>{text}</title></path>");
    }

    /// <summary>Says above the drawing what a curve is.</summary>
    public void AddLegend(int curve, string name)
    {
        _html.Add($"<path class=\"line curve{curve}\" d=\"M{_legendEnd} 10h28\"/>");
        AddMarker(curve, _legendEnd + 14, 10, 3.5);
        _html.AddLine($"</path><text x=\"{_legendEnd + 34}\" y=\"14\">{name}</text>");
        _legendEnd += 48 + 7 * name.Length;
    }

    /// <summary>Begins a marker, of another shape for each curve: a circle, a square, a diamond, a triangle.</summary>
    private void AddMarker(int curve, double x, double y, double r)
    {
        _html.Add($"<path class=\"marker curve{curve}\" d=\"");
        switch (curve % 4)
        {
            case 0:
                _html.Add($"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z");
                break;
            case 1:
                _html.Add($"M{x - r} {y - r}h{2 * r}v{2 * r}h{-2 * r}z");
                break;
            case 2:
                _html.Add($"M{x} {y - r}l{r} {r}l{-r} {r}l{-r} {-r}z");
                break;
            default:
                _html.Add($"M{x} {y - r}l{r} {2 * r}h{-2 * r}z");
                break;
        }

        _html.Add($"\">");
    }

    private double X(double number) => Left + _horizontal.Place(number) * (Width - Left - Right);

    private double Y(double number) => Height - Bottom - _vertical.Place(number) * (Height - Top - Bottom);
}
