int compiled(int number)
{
	return number + 1;
}
