class AppError < StandardError
  def report
    format_message
  end

  def format_message
    message
  end
end

def risky
  raise AppError, 'bad'
end

def cleanup; end

def recover(error)
  error.report
end

def run
  risky
rescue AppError => e
  recover(e)
ensure
  cleanup
end

run
