namespace Analytics.Charting.Layout;

/// <summary>A rectangle in pixels.</summary>
readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public bool Overlaps(Box other) =>
        Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    public bool Holds(Box other) =>
        other.Left >= Left && other.Right <= Right && other.Top >= Top && other.Bottom <= Bottom;

    /// <summary>The box of a line of text: its advance width, from just over the capitals to the descenders.</summary>
    public static Box Of(TextMark text)
    {
        var width = Fonts.Typeface.Default.Width(text.Text, text.Size, text.Bold);
        var left = text.X - text.Anchor switch { TextAnchor.Start => 0, TextAnchor.Middle => width / 2, _ => width };
        return new(left, text.Y - 0.88 * text.Size, left + width, text.Y + 0.2 * text.Size);
    }
}
