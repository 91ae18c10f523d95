class Report
  def title
    'report'
  end
end
